using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Reconciler.Cli.Tests;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;

namespace Reconciler.Kernel.Tests.Changes;

/// <summary>docs/changes.md says of every field what changing it does; here each change is planned and made.</summary>
public class ChangeTableTests
{
    private const string FirstTable = "\n## Network\n";
    private static readonly string[] Kinds = ["Network", "ContainerAttachment", "Node", "FirewallPolicy", "AddressLock"];
    private static readonly string[] SameInAll = ["apiVersion", "kind"];

    [Fact]
    public void The_table_says_what_happens()
    {
        string file = InRepository("docs/changes.md");
        string text = File.ReadAllText(file);
        StringBuilder tables = new(text[..text.IndexOf(FirstTable, StringComparison.Ordinal)]);
        foreach (string kind in Kinds)
        {
            tables.Append($"\n## {kind}\n\n| field | for example | how | impact | what changes | interrupts |\n|---|---|---|---|---|---|\n");
            foreach (FieldChange change in AllFieldChanges.All.Where(c => c.Field.StartsWith(kind + " ", StringComparison.Ordinal)))
                tables.Append(Row(change)).Append('\n');
        }
        Golden.AssertFile(file, tables.ToString());
    }

    [Fact]
    public void Every_field_of_the_schemas_has_a_row()
    {
        IEnumerable<string> fields = Kinds.SelectMany(kind =>
        {
            using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(InRepository($"schemas/{kind}.schema.json")));
            return Leaves(schema.RootElement, schema.RootElement, "").Where(f => !SameInAll.Contains(f)).Select(f => $"{kind} {f}").ToArray();
        });
        Assert.Equal(fields.Where(f => !IsUnused(f)).Order(StringComparer.Ordinal), AllFieldChanges.All.Select(c => c.Field).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_plan_says_what_looks_renamed_and_nothing_else()
    {
        foreach (FieldChange change in AllFieldChanges.All.Where(c => !c.IsOnlyPlanned && !c.Changed.Contains("$PROCESS", StringComparison.Ordinal)))
        {
            using TestHost host = new() { Node = "host-a" };
            host.Sh(change.Prepare);
            host.Apply(change.Documents);
            bool isRenamed = change.Field is "Network metadata.name" or "ContainerAttachment metadata.name";
            Assert.Equal(isRenamed, host.Plan(change.Changed).Diagnostics.Any(d => d.Code == "RC2023"));
        }
    }

    // Nobody selects these by labels.
    private static bool IsUnused(string field) => field == "AddressLock metadata.labels";

    private static string Row(FieldChange change)
    {
        using FakeEngine engine = new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));
        using TestHost host = new() { Node = "host-a", EngineHost = engine.Host };
        if (change.Field.EndsWith(".docker", StringComparison.Ordinal) || change.Field.EndsWith(".podman", StringComparison.Ordinal))
            engine.Open().Start("web");
        string process = host.Sh(change.Prepare).Trim();
        string changed = change.Changed.Replace("$PROCESS", process, StringComparison.Ordinal);
        try
        {
            host.Apply(change.Documents);
            Plan plan = host.Plan(changed);
            Assert.DoesNotContain(plan.Diagnostics, d => d.Severity == Core.Diagnostics.Severity.Error);
            if (!change.IsOnlyPlanned)
            {
                host.Apply(changed);
                Assert.Empty(host.Plan(changed).Changes);
            }
            return $"| `{change.Field.Split(' ')[1]}` | `{change.From}` to `{change.To}` | {How(plan)} | {ImpactOf(plan)} | {Sum(plan)} | {Interrupted(plan)} |";
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{change.Field}, {change.From} to {change.To}: {e.Message}", e);
        }
        finally
        {
            if (process.Length > 0)
                host.Sh($"kill {process}");
            File.Delete(AllFieldChanges.KeyFile);
        }
    }

    private static string How(Plan plan) =>
        plan.IsEmpty ? "-" : plan.Changes.Any(c => c.Change is Change.Replace or Change.Delete && c.Change.Subject is Link) ? "by replacing" : "in place";

    private static string ImpactOf(Plan plan) => plan.IsEmpty ? "-" : plan.Changes.Max(c => c.Impact) switch
    {
        Impact.Hitless => "hitless",
        Impact.ResetsFlows => "resets flows",
        _ => "interrupts",
    };

    private static string Interrupted(Plan plan)
    {
        string[] names = [.. plan.Changes.SelectMany(c => c.Interrupts).Select(d => d.Name).Distinct().Order(StringComparer.Ordinal)];
        return names.Length == 0 ? "-" : string.Join(", ", names);
    }

    private static string Sum(Plan plan) => plan.IsEmpty ? "nothing" : string.Join(", ", plan.Changes
        .GroupBy(c => (Symbol: SymbolOf(c.Change), c.Change.Id.Kind))
        .OrderBy(g => g.Key.Symbol).ThenBy(g => g.Key.Kind, StringComparer.Ordinal)
        .Select(g => $"{"+~±-"[g.Key.Symbol]} {(g.Count() == 1 ? "" : $"{g.Count()} ")}{g.Key.Kind}"));

    private static int SymbolOf(Change change) => change switch
    {
        Change.Create => 0,
        Change.Update => 1,
        Change.Replace => 2,
        _ => 3,
    };

    // The fields below which there are none, as paths; a list's entries have the path of the list and [].
    private static IEnumerable<string> Leaves(JsonElement schema, JsonElement root, string path)
    {
        if (schema.TryGetProperty("$ref", out JsonElement reference))
            schema = root.GetProperty("$defs").GetProperty(reference.GetString()!.Split('/')[^1]);
        List<string> below = [];
        foreach (JsonElement form in (JsonElement[])[schema, .. Forms(schema, "anyOf"), .. Forms(schema, "oneOf")])
        {
            if (form.TryGetProperty("properties", out JsonElement properties))
                below.AddRange(properties.EnumerateObject().SelectMany(p => Leaves(p.Value, root, path.Length == 0 ? p.Name : $"{path}.{p.Name}")));
            if (form.TryGetProperty("items", out JsonElement items))
                below.AddRange(Leaves(items, root, path + "[]"));
        }
        return below.Count == 0 ? [path] : below.Distinct();
    }

    private static JsonElement[] Forms(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out JsonElement forms) ? [.. forms.EnumerateArray()] : [];

    private static string InRepository(string path, [CallerFilePath] string test = "") =>
        Path.Combine(Path.GetDirectoryName(test)!, "..", "..", "..", path);
}
