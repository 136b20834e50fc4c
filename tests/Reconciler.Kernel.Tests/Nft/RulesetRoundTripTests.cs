using Reconciler.Core.Planning;
using Reconciler.Core.Resources;

namespace Reconciler.Kernel.Tests.Nft;

/// <summary>What is written to the real kernel, read by us and by nft.</summary>
public class RulesetRoundTripTests
{
    public static TheoryData<string> Forms => RulesetForms.Names;

    [Theory]
    [MemberData(nameof(Forms))]
    public void What_is_written_is_read_back_equal(string form)
    {
        Resource[] resources = Resources(form);
        using PrivateRuleset ruleset = new();
        ruleset.Create(resources);
        AssertSame(resources, ruleset.Read().Resources);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void It_lists_as_what_the_printed_commands_make(string form)
    {
        IReadOnlyList<Step> steps = PrivateRuleset.Creation(Resources(form));
        using PrivateRuleset ours = new(), typed = new();
        ours.Apply(steps);
        typed.RunCommandsOf(steps);
        Assert.Equal(typed.List(), ours.List());
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void What_the_printed_commands_make_is_read_as_the_wish(string form)
    {
        Resource[] resources = Resources(form);
        using PrivateRuleset ruleset = new();
        ruleset.RunCommandsOf(PrivateRuleset.Creation(resources));
        AssertSame(resources, ruleset.Read().Resources);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Everything_can_be_removed_piece_by_piece(string form)
    {
        Resource[] resources = Resources(form);
        using PrivateRuleset ruleset = new();
        ruleset.Create(resources);
        ruleset.Apply(resources.SelectMany(r => r.Kind.Steps(new Change.Delete(r))).Order());
        Assert.Empty(ruleset.Read().Resources);
        Assert.Equal("", ruleset.List());
    }

    private static Resource[] Resources(string form) => [PrivateRuleset.Table, .. RulesetForms.All[form]];

    private static void AssertSame(IEnumerable<Resource> wished, IEnumerable<Resource> read) =>
        Assert.Equal(wished.OrderBy(r => r.Id), read.OrderBy(r => r.Id));
}
