using System.Net;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Xfrm;

/// <summary>A security association as <c>XFRM_MSG_NEWSA</c> carries it, both ways.</summary>
/// <param name="Source">The sender's address.</param>
/// <param name="Destination">The receiver's address.</param>
/// <param name="Spi">The security parameter index: by it, and by the destination, a received packet finds the state.</param>
public sealed record XfrmStateMessage(IPAddress Source, IPAddress Destination, uint Spi)
{
    /// <summary><c>IPPROTO_ESP</c></summary>
    public const byte Esp = 50;

    /// <summary><c>xfrm_id.proto</c>.</summary>
    public byte Protocol { get; init; } = Esp;

    /// <summary>What is protected.</summary>
    public XfrmMode Mode { get; init; }

    /// <summary><c>reqid</c>: by it policies and rulesets name states.</summary>
    public uint RequestId { get; init; }

    /// <summary>How many packets may come late; 0: packets are not checked for having come before.</summary>
    public byte ReplayWindow { get; init; }

    /// <summary><c>XFRM_STATE_*</c>.</summary>
    public byte Flags { get; init; }

    /// <summary>What the state may carry; <c>null</c>: anything.</summary>
    public XfrmSelector? Selector { get; init; }

    /// <summary><c>XFRMA_ALG_AEAD</c>; <c>null</c>: another kind of algorithm.</summary>
    public XfrmAead? Aead { get; init; }

    /// <summary><c>xfrm_replay_state.oseq</c>: the number of the last packet that was sent; only read.</summary>
    public uint OutputSequence { get; init; }

    private ushort Family => XfrmFamily.Of(Destination);

    /// <summary>Appends an <c>XFRM_MSG_NEWSA</c>, which the kernel refuses when there is one already (EEXIST).</summary>
    public void Write(MessageWriter writer)
    {
        using Scope<XfrmAttribute> message = writer.Begin<XfrmAttribute>((ushort)XfrmMessageType.NewState, MessageFlags.None);
        XfrmIdentity identity = new(PaddedAddress.From(Destination), new(Spi), Protocol);
        message.Struct(new XfrmStateHeader(
            Selector?.ToStructure() ?? default, identity, PaddedAddress.From(Source), XfrmLimits.None, default, default,
            0, RequestId, Family, Mode, ReplayWindow, Flags));
        Aead?.Write(message);
    }

    /// <summary>Appends an <c>XFRM_MSG_DELSA</c>.</summary>
    public void WriteDelete(MessageWriter writer)
    {
        using Scope<XfrmAttribute> message = writer.Begin<XfrmAttribute>((ushort)XfrmMessageType.DeleteState, MessageFlags.None);
        message.Struct(new XfrmStateIdentity(PaddedAddress.From(Destination), new(Spi), Family, Protocol));
    }

    /// <summary>Appends a request for all states.</summary>
    public static void WriteDump(MessageWriter writer) =>
        writer.Begin<XfrmAttribute>((ushort)XfrmMessageType.GetState, MessageFlags.None).Dispose();

    /// <summary>Reads an <c>XFRM_MSG_NEWSA</c>.</summary>
    /// <exception cref="NetlinkFormatException">The bytes are not what the protocol says.</exception>
    public static XfrmStateMessage Read(MessageView message)
    {
        AttributeReader<XfrmAttribute> attributes = message.Read<XfrmStateHeader, XfrmAttribute>(out XfrmStateHeader header);
        XfrmStateMessage state = new(header.Source.ToIPAddress(header.Family), header.Identity.Destination.ToIPAddress(header.Family), header.Identity.Spi.Value)
        {
            Protocol = header.Identity.Protocol,
            Mode = header.Mode,
            RequestId = header.RequestId,
            ReplayWindow = header.ReplayWindow,
            Flags = header.Flags,
            Selector = header.Selector == default ? null : XfrmSelector.From(header.Selector, header.Family),
        };
        foreach (AttributeView<XfrmAttribute> attribute in attributes)
        {
            state = attribute.Type switch
            {
                XfrmAttribute.Aead => state with { Aead = XfrmAead.Read(attribute) },
                XfrmAttribute.Replay => state with { OutputSequence = attribute.As<XfrmReplay>().OutputSequence },
                _ => state,
            };
        }

        return state;
    }
}
