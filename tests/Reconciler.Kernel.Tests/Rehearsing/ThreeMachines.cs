using System.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel.Rehearsing;
using Reconciler.Loading;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Tests.Rehearsing;

/// <summary>A router r with a container a (10.0.0.2) on one side and a container b (10.1.0.2) on the other; everything reaches everything.</summary>
internal sealed class ThreeMachines : IDisposable
{
    private readonly Dictionary<string, NetworkNamespace> machines = new()
    {
        ["a"] = Requirements.PrivateNamespace("a"),
        ["r"] = Requirements.PrivateNamespace("r"),
        ["b"] = Requirements.PrivateNamespace("b"),
    };

    public ThreeMachines()
    {
        Sh("r", $"""
            ip link add to-a type veth peer name eth0 netns {Path("a")}; ip addr add 10.0.0.1/24 dev to-a; ip link set to-a up
            ip link add to-b type veth peer name eth0 netns {Path("b")}; ip addr add 10.1.0.1/24 dev to-b; ip link set to-b up
            sysctl -qw net.ipv4.ip_forward=1
            """);
        Sh("a", "ip link set lo up; ip addr add 10.0.0.2/24 dev eth0; ip link set eth0 up; ip route add default via 10.0.0.1");
        Sh("b", "ip link set lo up; ip addr add 10.1.0.2/24 dev eth0; ip link set eth0 up; ip route add default via 10.1.0.1");
    }

    /// <summary>Runs shell commands on one of them.</summary>
    public string Sh(string machine, string commands) => NamespaceShell.Sh(machines[machine], commands);

    /// <summary>Starts shell commands on one of them, which run until they are killed.</summary>
    public Process Start(string machine, string commands) => Process.Start("nsenter", [$"--net={Path(machine)}", "sh", "-c", commands]);

    /// <summary>Who decided about a question of a whose answer, or lack of one, is not as expected, when it is asked once more and traced.</summary>
    /// <param name="isReached">Whether it was answered.</param>
    /// <param name="isLive">Whether others may ask the same.</param>
    public Decision? Trace(string service, bool isReached, string address = "10.1.0.2", bool isLive = false) =>
        Decide((places, prober) => new TracingInquiry(places, prober, Hosts), service, isReached, address, isLive);

    /// <summary>The same as far as it can be read.</summary>
    public Decision? Read(string service, bool isReached, string address = "10.1.0.2") =>
        Decide((places, prober) => new ReadingInquiry(places, prober, Hosts), service, isReached, address, isLive: true);

    /// <summary>The generation of a machine's ruleset: every transaction is one more.</summary>
    public uint Generation(string machine)
    {
        using NetlinkConnection netfilter = NetlinkConnection.Open(machines[machine], NetlinkProtocol.Netfilter);
        MessageWriter request = new();
        NftablesRequests.Generation(request);
        return netfilter.Get(request, Netlink.Nftables.Generation.Read)[0].Id;
    }

    public void Dispose()
    {
        foreach (NetworkNamespace machine in machines.Values)
            machine.Dispose();
    }

    private static Dictionary<string, Snapshot> Hosts => new() { ["r"] = Snapshot.Empty };

    private Decision? Decide(Func<PlaceNetworks, Prober, IInquiry> inquiry, string service, bool isReached, string address, bool isLive)
    {
        Document<ReachabilitySpec> assertion = Assertion(service, address, isReached ? Expectation.Denied : Expectation.Allowed);
        Place a = new("r", NamespaceId.Named("a"), "a", [IpAddress.Parse("10.0.0.2")]), b = new("r", NamespaceId.Named("b"), "b", [IpAddress.Parse("10.1.0.2")]);
        Place? listener = address == "10.1.0.2" ? b : isLive ? Place.OfMachine("r") with { Addresses = [IpAddress.Parse(address)] } : null;
        Probe probe = new(assertion, a, "b", IpAddress.Parse(address), assertion.Spec.To.Service, listener, assertion.Spec.To.Service);
        Decisions decisions = new(inquiry(new(Find), new(Find) { IsLive = isLive }), Remedies.For(new DocumentSet([], []), "default"));
        ProbeResult result = new(probe, isReached, null, TimeSpan.Zero, isReached ? null : "it is silent");
        return decisions.AddTo([result])[0].Decision;
    }

    private NetworkNamespace Find(Place place) => machines[place.Namespace.Name ?? place.Host];

    private string Path(string machine) => NamespaceShell.PathOf(machines[machine]);

    private static Document<ReachabilitySpec> Assertion(string service, string address, Expectation expect)
    {
        LoadResult loaded = Loader.Load(["-"], new StringReader($$"""
            apiVersion: reconciler/v1
            kind: Reachability
            metadata: {name: it}
            spec: {from: {outside: true}, to: {address: {{address}}, port: {{service}}}, expect: {{expect.ToString().ToLowerInvariant()}}}
            """));
        return loaded.Documents.Reachabilities.Single();
    }
}
