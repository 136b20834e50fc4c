using Reconciler.Core.Planning;
using Reconciler.Core.Resources.Nft;
using Reconciler.Kernel.Resources.Nft;
using Reconciler.Netlink;

namespace Reconciler.Kernel.Tests.Nft;

/// <summary>All or nothing, from the state that was read, and never against somebody faster.</summary>
public class TransactionTests
{
    [Fact]
    public void A_stale_generation_is_refused_and_belongs_to_no_step()
    {
        using PrivateRuleset ruleset = new();
        ObservedRuleset before = ruleset.Read();
        ruleset.Shell("nft add table ip somebody-elses");
        StepRefused refusal = Assert.Throws<StepRefused>(
            () => ruleset.Apply(PrivateRuleset.Creation([PrivateRuleset.Table]), before.Generation));
        Assert.Equal((null, Errno.ERESTART), (refusal.Step, refusal.Errno));
        Assert.Empty(ruleset.Read().Resources);
    }

    [Fact]
    public void The_present_generation_is_accepted_and_goes_up()
    {
        using PrivateRuleset ruleset = new();
        ObservedRuleset before = ruleset.Read();
        ruleset.Apply(PrivateRuleset.Creation([PrivateRuleset.Table]), before.Generation);
        Assert.Equal(before.Generation + 1, ruleset.Read().Generation);
    }

    [Fact]
    public void Reading_changes_no_generation()
    {
        using PrivateRuleset ruleset = new();
        ruleset.Create(PrivateRuleset.Table);
        Assert.Equal(ruleset.Read().Generation, ruleset.Read().Generation);
    }

    [Fact]
    public void A_refused_step_is_named_and_nothing_of_the_transaction_stays()
    {
        NftSet ports = new(PrivateRuleset.Table, "ports") { Key = [NftType.InetService] };
        NftElement[] elements = [.. Enumerable.Range(1, 20).Select(Port)];
        NftElement wrong = new(PrivateRuleset.Table, "ports", [new NftValue.Interface("no-port")]);
        using PrivateRuleset ruleset = new();
        IReadOnlyList<Step> steps = PrivateRuleset.Creation([PrivateRuleset.Table, ports, .. elements, wrong]);
        StepRefused refusal = Assert.Throws<StepRefused>(() => ruleset.Apply(steps));
        Assert.Equal((wrong.Id, Errno.EINVAL), (refusal.Step!.Change.Id, refusal.Errno));
        Assert.Equal("", ruleset.List());
    }

    [Fact]
    public void The_refused_rule_of_a_chain_names_the_chains_step()
    {
        NftRule fine = new([new NftStatement.Verdict(NftVerdict.Accept)]);
        NftRule wrong = new([new NftStatement.InSet([NftSelector.InputInterface], "missing")]);
        NftChain chain = new(PrivateRuleset.Table, "c") { Rules = [fine, fine, wrong] };
        using PrivateRuleset ruleset = new();
        StepRefused refusal = Assert.Throws<StepRefused>(() => ruleset.Create(PrivateRuleset.Table, chain));
        Assert.Equal((chain.Id, Verb.Activate, Errno.ENOENT), (refusal.Step!.Change.Id, refusal.Step.Verb, refusal.Errno));
    }

    [Fact]
    public void Thousands_of_elements_go_in_one_transaction_and_come_back()
    {
        NftSet ports = new(PrivateRuleset.Table, "ports") { Key = [NftType.InetService] };
        NftElement[] elements = [.. Enumerable.Range(0, 20_000).Select(Port)];
        using PrivateRuleset ruleset = new();
        ruleset.Create([PrivateRuleset.Table, ports, .. elements]);
        Assert.Equal(elements, ruleset.Read().Resources.OfType<NftElement>().OrderBy(e => ((NftValue.Port)e.Key[0]).Value));
    }

    private static NftElement Port(int number) => new(PrivateRuleset.Table, "ports", [new NftValue.Port((ushort)number)]);
}
