using Reconciler.Kernel.Rehearsing;
using Reconciler.Netlink;
using Reconciler.Netlink.Conntrack;
using Reconciler.Netlink.Diag;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Tracing;
using Reconciler.Netlink.Wire;
using Reconciler.Netlink.Xfrm;

namespace Reconciler.Fuzz.Targets;

/// <summary>The decoders of each netlink family: each message goes to that of its type, as in a dump of the kernel.</summary>
internal static class NetlinkTarget
{
    private delegate void Reader(MessageView message);

    public static void Route(byte[] bytes) => Each(bytes, message => _ = (RouteMessageType)message.Header.Type switch
    {
        RouteMessageType.NewAddress => AddressMessage.Read(message),
        RouteMessageType.NewRoute => RouteMessage.Read(message),
        RouteMessageType.NewNeighbour => NeighbourMessage.Read(message),
        RouteMessageType.NewNamespaceId => NamespaceIdMessage.Read(message),
        RouteMessageType.NewQdisc => QdiscMessage.Read(message),
        _ => (object)LinkMessage.Read(message),
    });

    public static void Nftables(byte[] bytes) => Each(bytes, message =>
    {
        _ = (NftablesMessageType)message.Header.Type switch
        {
            NftablesMessageType.NewTable => Table.Read(message),
            NftablesMessageType.NewChain => Chain.Read(message),
            NftablesMessageType.NewSet => Set.Read(message),
            NftablesMessageType.NewElements => SetElements.Read(message),
            NftablesMessageType.NewGeneration => Generation.Read(message),
            NftablesMessageType.NewObject => CopiedObject.Read(message, CopiedKind.Object),
            _ => (object)Rule.Read(message),
        };
    });

    public static void Conntrack(byte[] bytes) => Each(bytes, message => ConntrackEntry.Read(message));

    public static void Diagnostics(byte[] bytes) => Each(bytes, message => InternetSocket.Read(message));

    public static void Xfrm(byte[] bytes) => Each(bytes, message =>
    {
        if (message.Header.Type == (ushort)XfrmMessageType.NewPolicy)
            XfrmPolicyMessage.Read(message);
        else
            XfrmStateMessage.Read(message);
    });

    /// <summary>Traces, and the packets in them.</summary>
    public static void Trace(byte[] bytes)
    {
        List<TraceMessage> messages = [];
        Each(bytes, message => messages.Add(TraceMessage.Read(message)));
        if (!messages.Exists(PacketPath.HasHeader))
            return;
        PacketPath path = new(Core.Rehearsing.Place.OfMachine("host"), false, messages);
        Harmless(() => _ = $"{path.Source} {path.Destination} {path.InputInterface} {path.Drop} {path.Acceptances.Count()}");
    }

    /// <summary>What a trace of netlink itself prints, for every protocol; acknowledgements are among it.</summary>
    public static void Text(byte[] bytes) => Each(bytes, message =>
    {
        foreach (NetlinkProtocol protocol in (ReadOnlySpan<NetlinkProtocol>)
            [NetlinkProtocol.Route, NetlinkProtocol.Netfilter, NetlinkProtocol.Xfrm, NetlinkProtocol.SocketDiagnostics])
            MessageText.Of(new(TraceDirection.Received, protocol, "host", message));
    });

    private static void Each(byte[] bytes, Reader read)
    {
        Harmless(() =>
        {
            foreach (MessageView message in new MessageReader(bytes))
                read(message);
        });
    }

    /// <summary>Does something with bytes that may be malformed, and may be said to be.</summary>
    public static void Harmless(Action action)
    {
        try
        {
            action();
        }
        catch (NetlinkFormatException malformed) when (malformed.Message.Length > 0)
        {
            return;
        }
    }
}
