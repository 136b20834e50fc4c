using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables.Expressions;

/// <summary><c>NFTA_CT_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum ConntrackAttribute : ushort
{
    Destination = 1,
    Key = 2,
}

/// <summary><c>enum nft_ct_keys</c>; others keep their numbers.</summary>
public enum ConntrackKey : uint
{
    /// <summary><c>NFT_CT_STATE</c>: four bytes in host order, bits <c>NF_CT_STATE_BIT</c>.</summary>
    State = 0,

    /// <summary><c>NFT_CT_STATUS</c>: four bytes in host order, bits <c>IPS_*</c>.</summary>
    Status = 2,

    /// <summary><c>NFT_CT_MARK</c></summary>
    Mark = 3,
}

/// <summary><c>ct</c>: loads something about the packet's connection.</summary>
public sealed record ConntrackExpression(ConntrackKey Key, Register Destination) : Expression
{
    internal const string KernelName = "ct";

    /// <inheritdoc/>
    public override string Name => KernelName;

    internal static ConntrackExpression? Read(AttributeReader<ConntrackAttribute> attributes)
    {
        ConntrackKey? key = null;
        Register? destination = null;
        foreach (AttributeView<ConntrackAttribute> attribute in attributes)
        {
            switch (attribute.Type)
            {
                case ConntrackAttribute.Key: key = (ConntrackKey)attribute.Number(); break;
                case ConntrackAttribute.Destination: destination = attribute.Register(); break;
                default: return null;
            }
        }

        return key is { } k && destination is { } d ? new(k, d) : null;
    }

    private protected override void WriteData(Scope<ExpressionAttribute> element)
    {
        using Scope<ConntrackAttribute> data = element.Nest<ConntrackAttribute>(ExpressionAttribute.Data);
        data.PutNumber(ConntrackAttribute.Key, (uint)Key);
        data.PutRegister(ConntrackAttribute.Destination, Destination);
    }
}
