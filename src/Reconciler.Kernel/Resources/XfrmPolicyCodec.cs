using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Netlink;
using Reconciler.Netlink.Wire;
using Reconciler.Netlink.Xfrm;

namespace Reconciler.Kernel.Resources;

/// <summary>Policies of IPsec for what is sent, and <c>XFRM_MSG_NEWPOLICY</c>.</summary>
internal static class XfrmPolicyCodec
{
    /// <summary>Those for UDP packets between two addresses and ports, which is all that ours are for; ours are known by their template's reqid.</summary>
    public static IEnumerable<Observed> Read(NamespaceId where, NetlinkConnection xfrm, OwnershipMark mark)
    {
        foreach (XfrmPolicyMessage policy in xfrm.Dump(XfrmPolicyMessage.WriteDump, XfrmPolicyMessage.Read))
        {
            if (policy is not { Direction: XfrmDirection.Out, IsRestricted: false } || policy.Selector.ToFlow() is not UdpFlow flow)
                continue;
            XfrmTemplate? template = policy.Templates.Count > 0 ? policy.Templates[0] : null;
            XfrmPolicy resource = new(where, flow)
            {
                Spi = template?.Spi ?? 0,
                RequestId = template?.RequestId ?? 0,
                Priority = policy.Priority,
                IsRequiredTransport = !policy.Blocks && policy.Templates.Count == 1
                    && template! == Template(flow, template!.Spi, template.RequestId),
            };
            yield return new(resource, resource.RequestId == mark.Group ? Ownership.Owned : Ownership.Foreign);
        }
    }

    public static void Write(Step step, MessageWriter requests)
    {
        XfrmPolicy policy = (XfrmPolicy)step.Subject;
        XfrmPolicyMessage message = new(XfrmDirection.Out, policy.Selector.ToSelector());
        if (step.Verb == Verb.Delete)
            message.WriteDelete(requests);
        else
            (message with { Priority = policy.Priority, Templates = [Template(policy.Selector, policy.Spi, policy.RequestId)] }).Write(requests);
    }

    private static XfrmTemplate Template(UdpFlow flow, uint spi, uint requestId) =>
        new(flow.Source.ToIPAddress(), flow.Destination.ToIPAddress(), spi, requestId);
}
