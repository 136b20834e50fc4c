using System.Net.Sockets;
using Reconciler.Core.Naming;
using Reconciler.Core.Values;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Naming;

/// <summary>
/// Answers questions about the names of attachments, at the gateway addresses of their networks and nowhere else. It needs none of those
/// addresses to be there yet.
/// </summary>
public sealed class NameServer : IDisposable
{
    private readonly Dictionary<IpAddress, NameListener> listeners = [];
    private readonly NetworkNamespace host;
    private readonly Forwarder? forwarder;
    private ValueList<UnservedNames> unserved = [];

    /// <param name="host">The network namespace that is the host.</param>
    /// <param name="resolvers">Whom the host itself asks about other names; <c>null</c>: nobody is asked about them.</param>
    public NameServer(NetworkNamespace host, HostResolvers? resolvers)
    {
        this.host = host;
        forwarder = resolvers is null ? null : new(host, resolvers, Questions);
    }

    /// <summary>One for a host that is acted upon.</summary>
    /// <exception cref="Netlink.NetlinkException">There is no such host.</exception>
    public static NameServer On(HostKernel kernel, HostResolvers resolvers) => new(kernel.Host.Network, resolvers);

    /// <summary>What was asked.</summary>
    public QuestionCounts Questions { get; } = new();

    /// <summary>What is served.</summary>
    public ValueList<Zone> Zones { get; private set; } = [];

    /// <summary>Serves these zones from now on, and no others. What could not be listened at before is tried again.</summary>
    /// <returns>Where nobody is answered, and why.</returns>
    public ValueList<UnservedNames> Serve(ValueList<Zone> zones)
    {
        if (zones == Zones && unserved.Count == 0)
            return [];
        NameTable table = new(zones);
        List<UnservedNames> refused = [];
        HashSet<IpAddress> wanted = [];
        foreach (Zone zone in zones)
        {
            Responder responder = new(zone, table, forwarder is not null);
            foreach (IpAddress server in zone.Servers)
            {
                wanted.Add(server);
                if (Listen(server, responder) is string reason)
                    refused.Add(new(zone.Network, server, reason));
            }
        }
        foreach (IpAddress gone in listeners.Keys.Except(wanted).ToArray())
        {
            listeners.Remove(gone, out NameListener? listener);
            listener?.Dispose();
        }
        forwarder?.Own = wanted;
        Zones = zones;
        return unserved = refused.ToValueList();
    }

    public void Dispose()
    {
        foreach (NameListener listener in listeners.Values)
            listener.Dispose();
    }

    private string? Listen(IpAddress server, Responder responder)
    {
        if (listeners.TryGetValue(server, out NameListener? known))
        {
            known.Responder = responder;
            return null;
        }
        try
        {
            listeners[server] = new(host, server, responder, forwarder, Questions);
            return null;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "another program has the port",
                SocketError.AccessDenied => "it takes root, or CAP_NET_BIND_SERVICE",
                _ => e.Message,
            };
        }
    }
}
