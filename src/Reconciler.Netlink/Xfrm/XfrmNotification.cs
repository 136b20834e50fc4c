using System.Net;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Xfrm;

/// <summary>What the kernel tells of states and policies that came, changed or went.</summary>
/// <param name="Type">What happened.</param>
/// <param name="RequestId">The reqid of the state, or of the policy's first template; <c>null</c>: of all, or of none.</param>
/// <param name="Destination">Whom it is to; <c>null</c>: all.</param>
public sealed record XfrmNotification(XfrmMessageType Type, uint? RequestId, IPAddress? Destination)
{
    /// <summary><c>XFRMNLGRP_SA</c> and <c>XFRMNLGRP_POLICY</c> of linux/xfrm.h.</summary>
    public static IReadOnlyList<int> Groups { get; } = [3, 4];

    /// <summary>Reads a message of these groups; <c>null</c>: it is about something else.</summary>
    /// <exception cref="NetlinkFormatException">The bytes are not what the protocol says.</exception>
    public static XfrmNotification? Read(MessageView message)
    {
        XfrmMessageType type = (XfrmMessageType)message.Header.Type;
        return type switch
        {
            XfrmMessageType.NewState or XfrmMessageType.UpdateState => OfState(type, XfrmStateMessage.Read(message)),
            XfrmMessageType.DeleteState => StateThatWent(message),
            XfrmMessageType.NewPolicy or XfrmMessageType.UpdatePolicy => OfPolicy(type, XfrmPolicyMessage.Read(message)),
            XfrmMessageType.DeletePolicy => PolicyThatWent(message),
            XfrmMessageType.FlushStates or XfrmMessageType.FlushPolicies => new(type, null, null),
            _ => null,
        };
    }

    private static XfrmNotification OfState(XfrmMessageType type, XfrmStateMessage state) => new(type, state.RequestId, state.Destination);

    private static XfrmNotification OfPolicy(XfrmMessageType type, XfrmPolicyMessage policy) =>
        new(type, policy.Templates.Count > 0 ? policy.Templates[0].RequestId : null, policy.Selector.Destination);

    private static XfrmNotification StateThatWent(MessageView message)
    {
        AttributeReader<XfrmAttribute> attributes = message.Read<XfrmStateIdentity, XfrmAttribute>(out XfrmStateIdentity identity);
        uint? requestId = null;
        foreach (AttributeView<XfrmAttribute> attribute in attributes)
        {
            if (attribute.Type == XfrmAttribute.State)
                requestId = attribute.As<XfrmStateHeader>().RequestId;
        }

        return new(XfrmMessageType.DeleteState, requestId, identity.Destination.ToIPAddress(identity.Family));
    }

    // The kernel appends the templates as for a policy that came.
    private static XfrmNotification PolicyThatWent(MessageView message)
    {
        AttributeReader<XfrmAttribute> attributes = message.Read<XfrmPolicyIdentity, XfrmAttribute>(out XfrmPolicyIdentity identity);
        uint? requestId = null;
        foreach (AttributeView<XfrmAttribute> attribute in attributes)
        {
            if (attribute.Type == XfrmAttribute.Templates && XfrmPolicyMessage.ReadTemplates(attribute) is [XfrmTemplate first, ..])
                requestId = first.RequestId;
        }

        return new(XfrmMessageType.DeletePolicy, requestId, identity.Selector.Destination.ToIPAddress(identity.Selector.Family));
    }
}
