using Reconciler.Core.Resources;
using Reconciler.Kernel.Resources;
using Reconciler.Netlink;

namespace Reconciler.Kernel.Observing;

/// <summary>What a namespace has of IPsec; nothing, where the kernel has been built without it.</summary>
internal static class IpsecReading
{
    public static IEnumerable<Observed> Of(OpenNamespace where, OwnershipMark mark)
    {
        NetlinkConnection xfrm;
        try
        {
            xfrm = where.Xfrm;
        }
        catch (NetlinkException e) when (e.Errno == Errno.EPROTONOSUPPORT)
        {
            return [];
        }
        return [.. XfrmStateCodec.Read(where.Id, xfrm, mark), .. XfrmPolicyCodec.Read(where.Id, xfrm, mark)];
    }
}
