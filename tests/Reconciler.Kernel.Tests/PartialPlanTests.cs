using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Kernel.Watching;

namespace Reconciler.Kernel.Tests;

/// <summary>What is planned from what the kernel told is what is planned from everything.</summary>
public sealed class PartialPlanTests : IDisposable
{
    private readonly TestHost host = new();
    private readonly ITestOutputHelper output;

    public PartialPlanTests(ITestOutputHelper output) => this.output = output;

    // What is told of as "look at everything": namespaces that come and go, and what others have.
    private static readonly string[] Whole = ["umount", "left-over", "alias reconciler"];

    public void Dispose() => host.Dispose();

    [Fact]
    public void Each_drift_is_planned_alike_and_put_right()
    {
        using WatchedDocuments watched = host.Watch(TestNetworks.Two);
        foreach (string drift in DriftTests.Drifts.Select(row => row.Data.Item1))
        {
            host.Sh(drift);
            KernelNews news = watched.Quiet();
            Plan whole = host.Plan(TestNetworks.Two);
            PlannedRun? part = watched.Reconciliation.PlanAgain(news);
            output.WriteLine($"{drift}: {(part is null ? "whole" : "part")}; {string.Join(", ", news.Events)}");
            // The kernel does not tell of every setting.
            if (part is null || news.IsEmpty)
            {
                Assert.True(part is not null || Whole.Any(drift.Contains), $"{drift}: {string.Join(", ", news.Events)}");
                watched.ApplyWhole();
                continue;
            }
            Assert.Equal((drift, Text(whole)), (drift, Text(part.Plan)));
            Outcome outcome = watched.Reconciliation.Apply(part, null, CancellationToken.None);
            Assert.Equal((drift, OutcomeKind.Applied), (drift, outcome.Kind));
            Assert.Equal((drift, ""), (drift, Text(host.Plan(TestNetworks.Two))));
            watched.Quiet();
        }
    }

    // Such an element is read by its key, where its set tells one from another by that, and otherwise with its set.
    [Fact]
    public void An_element_of_any_set_that_goes_and_comes_back_otherwise_is_planned_alike()
    {
        string yaml = TestNetworks.Two.Replace("8080:80", "8080:80\", \"9000-9010:9000-9010", StringComparison.Ordinal) + "\n" + Policy;
        using WatchedDocuments watched = host.Watch(yaml);
        NftElement[] elements = [.. watched.Reconciliation.Plan().Before.Of<NftElement>(NamespaceId.Host).DistinctBy(e => e.Set)];
        Assert.True(elements.Length >= 10, string.Join(' ', elements.Select(e => e.Set)));
        foreach (NftElement element in elements)
        {
            string deletion = Commands(new Change.Delete(element)), addition = Commands(new Change.Create(element, null));
            AssertPutRight(watched, yaml, deletion);
            string end = element.Data.Count > 0 ? " : " : " }";
            AssertPutRight(watched, yaml, $"{deletion}; {addition.Replace(end, $" comment \"other\"{end}", StringComparison.Ordinal)}");
        }

        static string Commands(Change change) => string.Join("; ", change.Subject.Kind.Steps(change).SelectMany(s => s.Commands));
    }

    private void AssertPutRight(WatchedDocuments watched, string yaml, string drift)
    {
        host.Sh(drift);
        KernelNews news = watched.Quiet();
        PlannedRun part = watched.Reconciliation.PlanAgain(news)!;
        Assert.NotEmpty(part.Plan.Changes);
        Assert.Equal((drift, Text(host.Plan(yaml))), (drift, Text(part.Plan)));
        Outcome outcome = watched.Reconciliation.Apply(part, null, CancellationToken.None);
        Assert.Equal((drift, OutcomeKind.Applied, true), (drift, outcome.Kind, watched.Reconciliation.IsPartial));
        Assert.Equal((drift, ""), (drift, Text(host.Plan(yaml))));
        watched.Quiet();
    }

    // Each is made to the documents as the one before left them; what is said before it happens on the host.
    private static readonly (string Happens, string Old, string New)[] Edits =
    [
        ("", "8080:80", "8081:80"),
        ("", "8081:80", "127.0.0.1:8081:81"),
        ("", "{container: web-2, network: web}", "{container: web-2, network: web, ports: [\"9000-9010:9000-9010\"]}"),
        ("inside web-1 ip link set eth1 down", "metadata: {name: web-2}", "metadata: {name: web-2, labels: {app: x}}"),
        ("", "10.20.0.10", "10.20.0.11"),
        ("", "bandwidth: {ingress: 1gbit, egress: 500mbit}", "mac: \"02:00:00:00:00:42\""),
        ("", "reachableFrom: [web]", "interContainerTraffic: deny"),
        ("", "mtu: 1400", "mtu: 1300"),
        ("inside web-1 ip route del 198.51.100.0/24 via 10.20.0.20", "{container: web-1, network: db}", "{container: web-2, network: db}"),
        ("", "{container: web-2, network: db}", "{container: new-1, network: db}"),
        ("touch $NETNS/there; unshare --net=$NETNS/there ip link set lo up", "{container: new-1, network: db}", "{container: there, network: db}"),
        ("touch $NETNS/routed; unshare --net=$NETNS/routed ip link add u type bridge; inside routed ip addr add 192.0.2.2/24 dev u; inside routed ip link set u up; inside routed ip route add default via 192.0.2.1", "{container: there, network: db}", "{container: routed, network: db}"),
        ("", "{container: routed, network: db}", "{container: {netns: absent, create: false}, network: db}"),
        ("", "{container: {netns: absent, create: false}, network: db}", "{container: web-1, network: db}"),
        ("", "net.ipv4.conf.eth0.rp_filter: 2", "net.ipv4.conf.eth0.rp_filter: 1, net.ipv4.conf.eth0.proxy_arp: 1"),
        ("", "subnets: [10.30.0.0/24]", "subnets: [10.30.0.0/23]"),
        ("", TestNetworks.Two[TestNetworks.Two.IndexOf("---\napiVersion: reconciler/v1\nkind: ContainerAttachment\nmetadata: {name: db}", StringComparison.Ordinal)..], Policy),
        ("nft flush table inet reconciler-default", "tcp/80", "tcp/81"),
        ("", Policy.Replace("tcp/80", "tcp/81", StringComparison.Ordinal), ""),
    ];

    private const string Policy = """
        ---
        apiVersion: reconciler/v1
        kind: FirewallPolicy
        metadata: {name: web}
        spec:
          appliesTo: {network: web}
          ingress: [{from: [{cidr: 192.0.2.0/24}], ports: [tcp/80]}]
        """;

    [Fact]
    public void Each_edit_is_planned_alike_and_applied()
    {
        using WatchedDocuments watched = host.Watch(TestNetworks.Two);
        string yaml = TestNetworks.Two;
        int parts = 0, verified = 0;
        foreach ((string happens, string old, string now) in Edits)
        {
            Assert.Contains(old, yaml, StringComparison.Ordinal);
            yaml = yaml.Replace(old, now, StringComparison.Ordinal);
            host.Sh(happens);
            PlannedRun? part = watched.Follow(host.Load(yaml));
            Plan whole = host.Plan(yaml);
            output.WriteLine($"{old} -> {now}: {(part is null ? "whole" : "part")}; {whole.Changes.Count}");
            if (part is null)
            {
                watched.ApplyWhole();
                continue;
            }
            parts++;
            Assert.Equal((now, Text(whole), Told(whole)), (now, Text(part.Plan), Told(part.Plan)));
            Outcome outcome = watched.Reconciliation.Apply(part, null, CancellationToken.None);
            Assert.Equal((now, whole.IsEmpty ? OutcomeKind.Unchanged : OutcomeKind.Applied), (now, outcome.Kind));
            verified += watched.Reconciliation.IsPartial ? 1 : 0;
            // That a namespace is gone is seen by looking at all.
            Assert.False(watched.Reconciliation.IsPartial && whole.Changes.Any(c => c.Change is Change.Delete { Observed: NamedNamespace }), now);
            Assert.Equal((now, ""), (now, Text(host.Plan(yaml))));
        }
        // What the kernel tells of a namespace that has gone, or is nobody's any more, may come late, and then everything is looked at.
        Assert.True(parts >= Edits.Length - 3, $"{parts} of {Edits.Length}");
        output.WriteLine($"{verified} of {parts}");
        Assert.True(verified >= parts - 5, $"{verified} of {parts}");
    }

    // Before the first step, after what is verified was planned.
    [Fact]
    public void What_others_do_elsewhere_meanwhile_is_put_right_as_well()
    {
        using WatchedDocuments watched = host.Watch(TestNetworks.Two);
        string yaml = TestNetworks.Two.Replace("8080:80", "8081:80", StringComparison.Ordinal);
        PlannedRun part = watched.Follow(host.Load(yaml))!;
        Assert.DoesNotContain(part.Plan.Changes, c => c.Change.Id.Namespace == NamespaceId.Named("db"));
        host.Sh("inside db ip address flush dev eth0");
        Outcome outcome = watched.Reconciliation.Apply(part, null, CancellationToken.None);
        Assert.Equal((OutcomeKind.Applied, true), (outcome.Kind, watched.Reconciliation.IsPartial));
        Assert.Empty(host.Plan(yaml).Changes);
    }

    // What comes from the host's other state as well: what is opened, what waits, and what forbids it.
    private static string Told(Plan plan) => string.Join('\n', [
        .. plan.Exposure.NewlyReachable.Concat(plan.Exposure.NoLongerReachable).Concat(plan.Exposure.Moved).Select(e => $"{e.Protocol} {e.Address} {e.Ports} {e.To} {e.Before}"),
        .. plan.Pending.Select(p => $"{p.Namespace} {p.Reason}"), .. plan.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.Message)]);

    private static string Text(Plan plan) => string.Join('\n', [.. plan.Changes.Select(c => $"{c.Change.Id} {c.Impact}"), .. plan.Steps.SelectMany(s => s.Commands)]);
}
