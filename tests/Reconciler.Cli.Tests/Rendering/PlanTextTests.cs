using Reconciler.Cli.Rendering;
using Reconciler.Core.Planning;

namespace Reconciler.Cli.Tests.Rendering;

/// <summary>Plans as people read them.</summary>
public class PlanTextTests
{
    [Fact]
    public void A_first_plan_shows_each_documents_resources_with_their_lines() => Golden.Assert("creation.txt", Text(Plans.Creation));

    [Fact]
    public void Verbose_shows_every_change_with_its_commands() => Golden.Assert("creation-verbose.txt", Text(Plans.Creation, verbose: true));

    [Fact]
    public void Changes_show_what_differs_and_whom_they_disturb() => Golden.Assert("mixed.txt", Text(Plans.Mixed()));

    [Fact]
    public void What_no_document_wants_is_shown_last() => Golden.Assert("destruction.txt", Text(Plans.Destruction));

    [Fact]
    public void Many_changes_of_one_line_and_kind_are_one_line() => Golden.Assert("many-ports.txt", Text(Plans.ManyPorts()));

    [Fact]
    public void A_plan_without_changes_says_so() => Assert.Equal("In sync: nothing to do.\n", Text(Plans.InSync));

    [Fact]
    public void Shell_prints_the_commands_in_the_order_of_the_steps()
    {
        using StringWriter writer = new();
        PlanText.WriteShell(Plans.Creation, new PlainPage(writer));
        Golden.Assert("creation.sh", writer.ToString());
    }

    [Fact]
    public void A_terminal_gets_the_same_words_in_colours()
    {
        using StringWriter writer = new();
        PlanText.Write(Plans.Mixed(), verbose: false, new ColourPage(writer));
        Assert.Contains("\e[", writer.ToString(), StringComparison.Ordinal);
        Assert.Equal(Text(Plans.Mixed()), System.Text.RegularExpressions.Regex.Replace(writer.ToString(), "\e\\[[0-9;]*m", ""));
    }

    private static string Text(Plan plan, bool verbose = false)
    {
        using StringWriter writer = new();
        PlanText.Write(plan, verbose, new PlainPage(writer));
        return writer.ToString();
    }
}
