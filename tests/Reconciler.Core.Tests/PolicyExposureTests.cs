using Reconciler.Core.Compiling;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using static Reconciler.Core.Tests.TestDocuments;

namespace Reconciler.Core.Tests;

/// <summary>What plans say of ports that are published, and that policies close.</summary>
public class PolicyExposureTests
{
    private static DocumentSet Web(params PeerSpec[] from) => Listing([new() { Peers = from.ToValueList(), Ports = [new(TransportProtocol.Tcp, new(80, 89))] }]);

    private static DocumentSet Listing(ValueList<PolicyRule>? ingress) => Set(
        [Network("web", "10.20.0.0/24")],
        [
            Attachment("web-1", "web", more: s => s with { Addresses = [IpAddress.Parse("10.20.0.10")], Ports = [new() { Host = new(8080), Container = new(80) }, new() { Host = new(9090), Container = new(90) }] }),
            Attachment("web-2", "web", more: s => s with { Addresses = [IpAddress.Parse("10.20.0.11")] }),
        ]) with
    {
        Policies = ingress is null ? [] : [Policy("web", new() { AppliesTo = new() { Attachment = "web-1" }, Ingress = ingress })],
    };

    private static Plan PlanFor(DocumentSet documents, Snapshot observed) => Planner.Plan(Compiler.Compile(documents, "default", observed), observed);

    private static string[] Open(DocumentSet documents) =>
        [.. PlanFor(documents, Snapshot.Empty).Exposure.NewlyReachable.Select(p => $"{p.Ports} from {(p.From.Count == 0 ? "all" : p.From)}")];

    private static PeerSpec.Addresses Cidr(string cidr, params string[] except) => new(IpPrefix.Parse(cidr), except.Select(IpPrefix.Parse).ToValueList());

    [Fact]
    public void Without_a_policy_everybody_comes_in() => Assert.Equal(["8080 from all", "9090 from all"], Open(Listing(null)));

    [Fact]
    public void Who_is_listed_comes_in_by_the_ports_that_are() => Assert.Equal(["8080 from 192.0.2.0/24"], Open(Web(Cidr("192.0.2.0/24"))));

    [Fact]
    public void What_is_excepted_is_left_out() =>
        Assert.Equal(["8080 from 192.0.2.0/26, 192.0.2.64/27, 192.0.2.96/28, 192.0.2.112/29, 192.0.2.120/30, 192.0.2.124/31, 192.0.2.126/32"], Open(Web(Cidr("192.0.2.0/25", "192.0.2.127/32"))));

    [Fact]
    public void Containers_of_ours_are_not_outside() => Assert.Empty(Open(Web(new PeerSpec.Attachments(new() { Attachment = "web-2" }))));

    [Fact]
    public void A_direction_that_is_closed_lets_nobody_in() => Assert.Empty(Open(Listing([])));

    [Fact]
    public void A_policy_that_goes_opens_and_one_that_comes_closes()
    {
        Snapshot open = Simulation.Run(Snapshot.Empty, PlanFor(Listing(null), Snapshot.Empty));
        Plan closing = PlanFor(Listing([]), open);
        Assert.Equal(2, closing.Exposure.NoLongerReachable.Sum(p => p.Ports!.Value.Count));
        Plan opening = PlanFor(Listing(null), Simulation.Run(open, closing));
        Assert.Equal(2, opening.Exposure.NewlyReachable.Sum(p => p.Ports!.Value.Count));
    }
}
