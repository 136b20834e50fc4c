using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Naming;
using Reconciler.Core.Values;

namespace Reconciler.Core.Inspecting;

/// <summary>Gateway addresses at which names cannot be served, since somebody else listens there.</summary>
public sealed class NameConflicts(DocumentSet documents)
{
    private readonly Document<NetworkSpec>[] networks = [.. documents.Networks.Where(n => n.Spec.ServesNames)];

    /// <summary>Whether any names are served.</summary>
    public bool HasNames => networks.Length > 0;

    /// <summary>What names are asked for by.</summary>
    public static ValueList<TransportProtocol> Protocols => [TransportProtocol.Udp, TransportProtocol.Tcp];

    /// <summary>Those of the host's sockets that are in the way.</summary>
    public IEnumerable<Listener> Taking(IEnumerable<Listener> listeners) => listeners.Where(l => networks.Any(n => ServersOf(n).Any(s => Takes(l, s))));

    /// <summary>One for each network, however many sockets there are.</summary>
    public IEnumerable<Diagnostic> With(ValueList<Listener> listeners)
    {
        foreach (Document<NetworkSpec> network in networks)
        {
            ValueList<IpAddress> taken = ServersOf(network).Where(s => listeners.Any(l => Takes(l, s))).ToValueList();
            if (taken.Count > 0)
                yield return PortDiagnostics.NamesTaken(new(network.Id, network.At("spec.dns")), taken, listeners.Where(l => taken.Any(s => Takes(l, s))).ToValueList());
        }
    }

    private static ValueList<IpAddress> ServersOf(Document<NetworkSpec> network) => Zone.Of(network, [])!.Servers;

    private static bool Takes(Listener listener, IpAddress server) =>
        listener.Port == Zone.Port
        && (listener.Address.IsUnspecified ? listener.Address.Family == server.Family || listener.TakesIPv4 && server.Family == IpFamily.IPv4 : listener.Address == server);
}
