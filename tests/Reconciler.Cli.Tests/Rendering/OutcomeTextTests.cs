using Reconciler.Cli.Rendering;
using Reconciler.Core.Planning;
using Reconciler.Kernel;

namespace Reconciler.Cli.Tests.Rendering;

/// <summary>The last words of an apply.</summary>
public class OutcomeTextTests
{
    [Fact]
    public void An_applied_plan_says_how_many_changes_and_how_long() =>
        Assert.Equal("Applied 2 changes in 13 ms; verified.\n", Text(OutcomeKind.Applied, Plans.Mixed() with { Changes = [.. Plans.Mixed().Changes.Take(2)] }));

    [Fact]
    public void One_change_is_not_one_changes() =>
        Assert.StartsWith("Applied 1 change in", Text(OutcomeKind.Applied, Plans.Mixed() with { Changes = [Plans.Mixed().Changes[0]] }), StringComparison.Ordinal);

    [Fact]
    public void Nothing_is_added_to_a_plan_that_was_in_sync() => Assert.Equal("", Text(OutcomeKind.Unchanged, Plans.InSync));

    [Fact]
    public void A_refused_plan_changed_nothing() => Assert.Equal("Nothing was changed.\n", Text(OutcomeKind.Refused));

    [Fact]
    public void An_early_interruption_changed_nothing() =>
        Assert.Equal("Interrupted before anything was changed.\n", Text(OutcomeKind.Refused, interrupted: true));

    [Fact]
    public void What_failed_is_undone() => Assert.Equal("Failed and undone: everything is as it was before.\n", Text(OutcomeKind.Undone));

    [Fact]
    public void What_was_interrupted_is_undone() =>
        Assert.Equal("Interrupted and undone: everything is as it was before.\n", Text(OutcomeKind.Undone, interrupted: true));

    [Fact]
    public void What_could_not_be_undone_is_listed() => Golden.Assert("not-undone.txt", Text(OutcomeKind.NotUndone));

    [Fact]
    public void A_host_that_cannot_be_read_any_more_has_no_list()
    {
        StringWriter writer = new();
        OutcomeText.Write(new(OutcomeKind.NotUndone, Plans.Creation, [], []), TimeSpan.Zero, interrupted: false, new PlainPage(writer));
        Assert.Equal("Failed, and the host can no longer be read: what is left to undo is not known.\n", writer.ToString());
    }

    private static string Text(OutcomeKind kind, Plan? plan = null, bool interrupted = false)
    {
        using StringWriter writer = new();
        Outcome outcome = new(kind, plan ?? Plans.Creation, [], kind == OutcomeKind.NotUndone ? Plans.Destruction.Changes : []);
        OutcomeText.Write(outcome, TimeSpan.FromMilliseconds(12.3), interrupted, new PlainPage(writer));
        return writer.ToString();
    }
}
