using Reconciler.Core.Documents;
using Reconciler.Core.Naming;
using Reconciler.Core.Values;

namespace Reconciler.Core.Rehearsing;

/// <summary>A name that is looked up before its address is asked.</summary>
/// <param name="Servers">The name servers of the network of who asks.</param>
public sealed record NameLookup(string Name, ValueList<IpAddress> Servers)
{
    /// <summary>What name servers are asked by.</summary>
    public static ServiceSpec Service { get; } = new(TransportProtocol.Udp, Zone.Port);

    /// <summary>The server that is asked for an address of a family: one of the same, if there is one.</summary>
    public IpAddress ServerFor(IpFamily family) => Servers.Where(s => s.Family == family).Concat(Servers).First();
}
