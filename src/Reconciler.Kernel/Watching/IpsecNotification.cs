using Reconciler.Core.Resources;
using Reconciler.Netlink;
using Reconciler.Netlink.Wire;
using Reconciler.Netlink.Xfrm;

namespace Reconciler.Kernel.Watching;

/// <summary>What the kernel tells of IPsec on the host, which is where encrypted overlays have it.</summary>
internal sealed class IpsecNotification(OwnershipMark mark)
{
    /// <summary>Begins to listen; <c>null</c>: the kernel has been built without IPsec.</summary>
    /// <exception cref="NetlinkException">The host's namespace cannot be entered.</exception>
    public static NetlinkSubscription? Subscribe(HostKernel kernel)
    {
        try
        {
            return NetlinkSubscription.Open(kernel.Host.Network, NetlinkProtocol.Xfrm, XfrmNotification.Groups);
        }
        catch (NetlinkException e) when (e.Errno == Errno.EPROTONOSUPPORT)
        {
            return null;
        }
    }

    /// <summary>The event of a message; <c>null</c>: it is none that matters.</summary>
    /// <exception cref="NetlinkFormatException">The bytes are not what the protocol says.</exception>
    public KernelEvent? Read(NamespaceId where, MessageView message)
    {
        if (XfrmNotification.Read(message) is not XfrmNotification told)
            return null;
        bool isFlush = told.Type is XfrmMessageType.FlushStates or XfrmMessageType.FlushPolicies;
        return new(where, NameOf(told.Type) + (told.Destination is null ? "" : $" to {told.Destination}"), IsOurs: isFlush || told.RequestId == mark.Group);
    }

    private static string NameOf(XfrmMessageType type) => type switch
    {
        XfrmMessageType.NewState => "XFRM_MSG_NEWSA",
        XfrmMessageType.UpdateState => "XFRM_MSG_UPDSA",
        XfrmMessageType.DeleteState => "XFRM_MSG_DELSA",
        XfrmMessageType.NewPolicy => "XFRM_MSG_NEWPOLICY",
        XfrmMessageType.UpdatePolicy => "XFRM_MSG_UPDPOLICY",
        XfrmMessageType.DeletePolicy => "XFRM_MSG_DELPOLICY",
        XfrmMessageType.FlushStates => "XFRM_MSG_FLUSHSA",
        XfrmMessageType.FlushPolicies => "XFRM_MSG_FLUSHPOLICY",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no such notification"),
    };
}
