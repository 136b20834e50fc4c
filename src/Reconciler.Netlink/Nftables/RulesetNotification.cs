using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables;

/// <summary>
/// What the kernel tells the members of <see cref="Group"/> of a transaction: each object that it made or removed, and at last the new
/// <see cref="Generation"/>, which says who made it.
/// </summary>
public static class RulesetNotification
{
    /// <summary><c>NFNLGRP_NFTABLES</c> of linux/netfilter/nfnetlink.h</summary>
    public const int Group = 7;

    /// <summary>The table that an object is in, or is; <c>null</c> for a message that is about none.</summary>
    /// <exception cref="NetlinkFormatException">It is malformed.</exception>
    public static string? TableOf(MessageView message)
    {
        // NFTA_*_TABLE is NFTA_TABLE_NAME in all messages that say a table.
        if ((NftablesMessageType)message.Header.Type == NftablesMessageType.NewGeneration)
            return null;
        foreach (AttributeView<TableAttribute> attribute in message.Read<NetfilterHeader, TableAttribute>(out _))
        {
            if (attribute.Type == TableAttribute.Name)
                return attribute.Text;
        }

        return null;
    }

    /// <summary>The set that an object is, or that elements are of; <c>null</c> for a message that is about neither.</summary>
    /// <exception cref="NetlinkFormatException">It is malformed.</exception>
    public static string? SetOf(MessageView message)
    {
        if ((NftablesMessageType)message.Header.Type is not (NftablesMessageType.NewSet or NftablesMessageType.DeleteSet
            or NftablesMessageType.NewElements or NftablesMessageType.DeleteElements))
            return null;
        // NFTA_SET_NAME and NFTA_SET_ELEM_LIST_SET are the same number.
        foreach (AttributeView<SetAttribute> attribute in message.Read<NetfilterHeader, SetAttribute>(out _))
        {
            if (attribute.Type == SetAttribute.Name)
                return attribute.Text;
        }

        return null;
    }
}
