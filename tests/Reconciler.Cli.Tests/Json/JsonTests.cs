using System.Reflection;
using System.Text.Json;
using Reconciler.Cli.Json;
using Reconciler.Cli.Tests.Rendering;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Kernel;

namespace Reconciler.Cli.Tests.Json;

/// <summary>Results as programs read them; <c>docs/json.md</c> is their contract.</summary>
public class JsonTests
{
    private static readonly Diagnostic Warning = Diagnostic.Warning("RC2005", new("networks/web.yaml", 15, 9), "it \"keeps\" its route", "remove it");

    [Fact]
    public void A_plan_has_every_change_with_its_reason_and_commands() =>
        Golden.Assert("plan.json", Text(PlanJson.Of(Plans.Mixed(), "host-a", "default", [Warning])));

    [Fact]
    public void An_outcome_says_what_was_done_and_what_remains()
    {
        Plan plan = Plans.Mixed() with { Changes = [Plans.Mixed().Changes[0]], Pending = [] };
        Outcome outcome = new(OutcomeKind.NotUndone, plan, [], [Plans.Destruction.Changes[0]]);
        Golden.Assert("outcome.json", Text(OutcomeJson.Of(outcome, null, "host-a", "default", TimeSpan.FromMilliseconds(12.3456), interrupted: true, confirmed: null, [])));
    }

    [Fact]
    public void Every_property_is_documented()
    {
        string page = File.ReadAllText(Golden.Beside("../../../docs/json.md"));
        IEnumerable<string> names = typeof(Envelope).Assembly.GetTypes()
            .Where(t => t.Namespace == typeof(Envelope).Namespace && (t.Name.EndsWith("Json", StringComparison.Ordinal) || t == typeof(Envelope)))
            .SelectMany(t => t.GetProperties(BindingFlags.Instance | BindingFlags.Public))
            .Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name));
        Assert.DoesNotContain(names, name => !page.Contains($"`{name}`", StringComparison.Ordinal));
    }

    private static string Text<TResult>(TResult result)
    {
        using StringWriter writer = new();
        JsonOutput.Write(result, writer);
        return writer.ToString();
    }
}
