using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using Reconciler.Netlink.Xfrm;

namespace Reconciler.Kernel.Resources;

/// <summary>Between flows and the selectors of IPsec.</summary>
internal static class XfrmSelectors
{
    public static XfrmSelector ToSelector(this UdpFlow flow) => XfrmSelector.Between(
        flow.Source.ToIPAddress(), flow.Destination.ToIPAddress(), (byte)TransportProtocol.Udp, (ushort)flow.SourcePort, (ushort)flow.DestinationPort);

    /// <summary><c>null</c>: it selects something else than UDP packets of one address and port to another.</summary>
    public static UdpFlow? ToFlow(this XfrmSelector selector)
    {
        UdpFlow flow = new(IpAddress.From(selector.Source), selector.SourcePort, IpAddress.From(selector.Destination), selector.DestinationPort);
        return flow.ToSelector() == selector ? flow : null;
    }
}
