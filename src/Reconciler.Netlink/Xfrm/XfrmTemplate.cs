using System.Net;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Xfrm;

/// <summary>Which state a policy's packets go by (<c>struct xfrm_user_tmpl</c> of linux/xfrm.h).</summary>
/// <param name="Source">The sender's address.</param>
/// <param name="Destination">The receiver's address.</param>
/// <param name="Spi">0: any state that fits otherwise.</param>
/// <param name="RequestId">0: any.</param>
public sealed record XfrmTemplate(IPAddress Source, IPAddress Destination, uint Spi, uint RequestId)
{
    /// <summary><c>xfrm_id.proto</c>.</summary>
    public byte Protocol { get; init; } = XfrmStateMessage.Esp;

    /// <summary>What is protected.</summary>
    public XfrmMode Mode { get; init; }

    /// <summary>Whether packets may pass as they are when there is no such state.</summary>
    public bool Optional { get; init; }

    internal XfrmTemplateStructure ToStructure() => new(
        new(PaddedAddress.From(Destination), new(Spi), Protocol), XfrmFamily.Of(Destination), PaddedAddress.From(Source), RequestId,
        Mode, 0, (byte)(Optional ? 1 : 0), uint.MaxValue, uint.MaxValue, uint.MaxValue);

    internal static XfrmTemplate From(in XfrmTemplateStructure template) => new(
        template.Source.ToIPAddress(template.Family), template.Identity.Destination.ToIPAddress(template.Family),
        template.Identity.Spi.Value, template.RequestId)
    {
        Protocol = template.Identity.Protocol,
        Mode = template.Mode,
        Optional = template.Optional != 0,
    };
}
