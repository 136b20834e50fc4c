using Reconciler.Benchmarks.Running;
using Reconciler.Benchmarks.Workloads;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Benchmarks.Hosts;

/// <summary>
/// A host that is a network namespace, with a machine outside of it and containers that wait for their network. One is made for each
/// peer in each round, so that none finds what another one has left.
/// </summary>
internal sealed class BenchmarkHost : IDisposable
{
    /// <summary>The host's address towards the outside.</summary>
    public const string Address = "192.0.2.1";

    /// <summary>The address of the machine outside.</summary>
    public const string OutsideAddress = "192.0.2.2";

    private const string Uplink = "pfext";
    private const string HostName = "pfhost";
    private const string OutsideName = "pfcli";

    private readonly NamedNamespaces names = new("/run/netns");
    private readonly int count;

    /// <param name="count">How many containers there are.</param>
    public BenchmarkHost(int count)
    {
        this.count = count;
        Shell.Run($"""
            ip netns add {HostName}; ip netns add {OutsideName}
            ip -n {HostName} link set lo up; ip -n {OutsideName} link set lo up
            ip -n {HostName} link add {Uplink} type veth peer name eth0 netns {OutsideName}
            ip -n {HostName} addr add {Address}/24 dev {Uplink}; ip -n {HostName} link set {Uplink} up
            ip -n {OutsideName} addr add {OutsideAddress}/24 dev eth0; ip -n {OutsideName} link set eth0 up
            """);
        for (int i = 1; i <= count; i++)
            names.Create(NameOf(i), "", _ => { });
        Network = NetworkNamespace.Open(names.PathOf(HostName), HostName);
        Outside = NetworkNamespace.Open(names.PathOf(OutsideName), OutsideName);
        NamespaceCleaner.Wait();
    }

    /// <summary>The host's namespace.</summary>
    public NetworkNamespace Network { get; }

    /// <summary>The machine outside.</summary>
    public NetworkNamespace Outside { get; }

    /// <summary>A container's namespace, counted from 1; whoever asks lets go of it.</summary>
    public NetworkNamespace Container(int number) => NetworkNamespace.Open(names.PathOf(NameOf(number)), NameOf(number));

    /// <summary>How many links the host has besides those that it had in the beginning.</summary>
    public int LinksLeft()
    {
        using NetlinkConnection route = NetlinkConnection.Open(Network, NetlinkProtocol.Route);
        return NamespaceCleaner.Links(route).Count(l => l.Name is not ("lo" or Uplink));
    }

    public void Dispose()
    {
        Network.Dispose();
        Outside.Dispose();
        names.Remove(OutsideName);
        names.Remove(HostName);
        for (int i = 1; i <= count; i++)
            names.Remove(NameOf(i));
        NamespaceCleaner.Wait();
    }

    private static string NameOf(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{WorkloadDocuments.Container}{number}");
}
