using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables.Expressions;

/// <summary><c>NFTA_META_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum MetaAttribute : ushort
{
    Destination = 1,
    Key = 2,
    Source = 3,
}

/// <summary><c>enum nft_meta_keys</c>; others keep their numbers.</summary>
public enum MetaKey : uint
{
    /// <summary><c>NFT_META_PROTOCOL</c>: two bytes in network order, <c>ETH_P_*</c>.</summary>
    Protocol = 1,

    /// <summary><c>NFT_META_MARK</c></summary>
    Mark = 3,

    /// <summary><c>NFT_META_IIFNAME</c>: 16 bytes, padded with zeros.</summary>
    InputInterfaceName = 6,

    /// <summary><c>NFT_META_OIFNAME</c>: 16 bytes, padded with zeros.</summary>
    OutputInterfaceName = 7,

    /// <summary><c>NFT_META_NFTRACE</c>: one byte; 1 has the kernel tell what becomes of the packet.</summary>
    Trace = 12,

    /// <summary><c>NFT_META_NFPROTO</c>: one byte, a <see cref="NetfilterFamily"/>.</summary>
    Family = 15,

    /// <summary><c>NFT_META_L4PROTO</c>: one byte, <c>IPPROTO_*</c>.</summary>
    Layer4Protocol = 16,
}

/// <summary><c>meta</c>: loads something about the packet that is not in it.</summary>
public sealed record MetaExpression(MetaKey Key, Register Destination) : Expression
{
    internal const string KernelName = "meta";

    /// <inheritdoc/>
    public override string Name => KernelName;

    internal static MetaExpression? Read(AttributeReader<MetaAttribute> attributes)
    {
        MetaKey? key = null;
        Register? destination = null;
        foreach (AttributeView<MetaAttribute> attribute in attributes)
        {
            switch (attribute.Type)
            {
                case MetaAttribute.Key: key = (MetaKey)attribute.Number(); break;
                case MetaAttribute.Destination: destination = attribute.Register(); break;
                default: return null;
            }
        }

        return key is { } k && destination is { } d ? new(k, d) : null;
    }

    private protected override void WriteData(Scope<ExpressionAttribute> element)
    {
        using Scope<MetaAttribute> data = element.Nest<MetaAttribute>(ExpressionAttribute.Data);
        data.PutNumber(MetaAttribute.Key, (uint)Key);
        data.PutRegister(MetaAttribute.Destination, Destination);
    }
}
