using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Reconciler.Netlink.Conntrack;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;
using Reconciler.Netlink.Xfrm;

namespace Reconciler.Netlink.Tracing;

/// <summary>Messages as lines of text, one for each, with all that they hold.</summary>
public static class MessageText
{
    /// <summary>
    /// The line for a message, such as <c>host &gt; NewLink 3 Create|Exclusive Name "br0" LinkInfo { Kind "bridge" }</c>. Malformed
    /// bytes are written as such.
    /// </summary>
    public static string Of(TracedMessage traced)
    {
        MessageHeader header = traced.Message.Header;
        StringBuilder text = new();
        text.Append(traced.Where).Append(traced.Direction == TraceDirection.Sent ? " > " : " < ");
        try
        {
            if (header.Type <= (ushort)ControlMessageType.Overrun)
                AppendControl(text, traced.Message);
            else if (traced.Protocol == NetlinkProtocol.Route)
                AppendRoute(text, traced.Message);
            else if (traced.Protocol == NetlinkProtocol.Xfrm)
                AppendXfrm(text, traced.Message);
            else if (traced.Protocol == NetlinkProtocol.SocketDiagnostics)
                InternetSocketText.Append(text, traced.Message);
            else if (traced.Message.Header.Type is (ushort)ConntrackMessageType.NewEntry or (ushort)ConntrackMessageType.GetEntries or (ushort)ConntrackMessageType.DeleteEntry)
                AppendConntrack(text, traced.Message);
            else
                AppendNetfilter(text, traced.Message);
        }
        catch (NetlinkFormatException e)
        {
            text.Append(" malformed: ").Append(e.Message);
        }

        return text.ToString().TrimEnd();
    }

    private static void AppendControl(StringBuilder text, MessageView message)
    {
        AppendHeader(text, ((ControlMessageType)message.Header.Type).ToString(), message.Header);
        if (message.Header.Type is not ((ushort)ControlMessageType.Error or (ushort)ControlMessageType.Done) || message.Payload.IsEmpty)
            return;
        Acknowledgement answer = message.Header.Type == (ushort)ControlMessageType.Error ? Acknowledgement.Read(message) : Acknowledgement.ReadDone(message);
        text.Append(answer.Errno == 0 ? "done" : $"{answer.Errno}").Append(answer.Message is null ? "" : $" \"{answer.Message}\"");
    }

    private static void AppendRoute(StringBuilder text, MessageView message)
    {
        RouteMessageType type = (RouteMessageType)message.Header.Type;
        AppendHeader(text, type.ToString(), message.Header);
        switch (type)
        {
            case RouteMessageType.NewLink or RouteMessageType.DeleteLink or RouteMessageType.GetLink:
                Append<LinkHeader>(text, message, RouteSchemas.Link);
                break;
            case RouteMessageType.NewAddress or RouteMessageType.DeleteAddress or RouteMessageType.GetAddress:
                Append<AddressHeader>(text, message, RouteSchemas.Address);
                break;
            case RouteMessageType.NewRoute or RouteMessageType.DeleteRoute or RouteMessageType.GetRoute:
                Append<RouteHeader>(text, message, RouteSchemas.Route);
                break;
            case RouteMessageType.NewNeighbour or RouteMessageType.DeleteNeighbour or RouteMessageType.GetNeighbour:
                Append<NeighbourHeader>(text, message, RouteSchemas.Neighbour);
                break;
            case RouteMessageType.NewNamespaceId or RouteMessageType.DeleteNamespaceId or RouteMessageType.GetNamespaceId:
                Append<NamespaceIdHeader>(text, message, RouteSchemas.NamespaceId);
                break;
            case RouteMessageType.NewQdisc or RouteMessageType.DeleteQdisc or RouteMessageType.GetQdisc:
                Append<TrafficControlHeader>(text, message, RouteSchemas.TrafficControl);
                break;
            default:
                Formats.Hexadecimal(text, message.Payload, null);
                break;
        }
    }

    private static void AppendXfrm(StringBuilder text, MessageView message)
    {
        XfrmMessageType type = (XfrmMessageType)message.Header.Type;
        AppendHeader(text, type.ToString(), message.Header);
        switch (type)
        {
            case XfrmMessageType.NewState:
                Append<XfrmStateHeader>(text, message, XfrmSchemas.All);
                break;
            case XfrmMessageType.DeleteState:
                Append<XfrmStateIdentity>(text, message, XfrmSchemas.All);
                break;
            case XfrmMessageType.NewPolicy or XfrmMessageType.UpdatePolicy:
                Append<XfrmPolicyHeader>(text, message, XfrmSchemas.All);
                break;
            case XfrmMessageType.DeletePolicy:
                Append<XfrmPolicyIdentity>(text, message, XfrmSchemas.All);
                break;
        }
    }

    private static void AppendConntrack(StringBuilder text, MessageView message)
    {
        AppendHeader(text, ((ConntrackMessageType)message.Header.Type).ToString(), message.Header);
        Append<NetfilterHeader>(text, message, ConntrackSchemas.Entry);
    }

    private static void AppendNetfilter(StringBuilder text, MessageView message)
    {
        NftablesMessageType type = (NftablesMessageType)message.Header.Type;
        AppendHeader(text, type.ToString(), message.Header);
        Append<NetfilterHeader>(text, message, type switch
        {
            NftablesMessageType.BatchBegin or NftablesMessageType.BatchEnd => NftablesSchemas.Batch,
            NftablesMessageType.NewTable or NftablesMessageType.GetTable or NftablesMessageType.DeleteTable => NftablesSchemas.Table,
            NftablesMessageType.NewChain or NftablesMessageType.GetChain or NftablesMessageType.DeleteChain => NftablesSchemas.Chain,
            NftablesMessageType.NewRule or NftablesMessageType.GetRule or NftablesMessageType.DeleteRule => NftablesSchemas.Rule,
            NftablesMessageType.NewSet or NftablesMessageType.GetSet or NftablesMessageType.DeleteSet => NftablesSchemas.Set,
            NftablesMessageType.NewElements or NftablesMessageType.GetElements or NftablesMessageType.DeleteElements => NftablesSchemas.Elements,
            NftablesMessageType.NewGeneration or NftablesMessageType.GetGeneration => NftablesSchemas.Generation,
            _ => AttributeSchema.Empty,
        });
    }

    private static void AppendHeader(StringBuilder text, string type, MessageHeader header)
    {
        text.Append(CultureInfo.InvariantCulture, $"{type} {header.Sequence} ");
        string[] names = [.. FlagNames(header)];
        if (names.Length > 0)
            text.AppendJoin('|', names).Append(' ');
    }

    // The upper flags mean different things in requests that create, delete and read; only these are of use in a trace.
    private static IEnumerable<string> FlagNames(MessageHeader header)
    {
        if (!header.Flags.HasFlag(MessageFlags.Request))
            yield break;
        if ((header.Flags & MessageFlags.Dump) == MessageFlags.Dump)
            yield return nameof(MessageFlags.Dump);
        else if (header.Flags.HasFlag(MessageFlags.Exclusive))
            yield return nameof(MessageFlags.Exclusive);
        else if (header.Flags.HasFlag(MessageFlags.Replace))
            yield return nameof(MessageFlags.Replace);
        if (header.Flags.HasFlag(MessageFlags.Create))
            yield return nameof(MessageFlags.Create);
    }

    private static void Append<THeader>(StringBuilder text, MessageView message, AttributeSchema schema)
        where THeader : unmanaged
    {
        message.Read<THeader, ListElement>(out THeader header);
        text.Append(header).Append(' ');
        schema.Append(text, message.Payload[Math.Min(Alignment.Align(Unsafe.SizeOf<THeader>()), message.Payload.Length)..]);
    }
}
