using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables.Expressions;

/// <summary><c>NFTA_NAT_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum NatAttribute : ushort
{
    Type = 1,
    Family = 2,
    AddressMinimum = 3,
    AddressMaximum = 4,
    PortMinimum = 5,
    PortMaximum = 6,
    Flags = 7,
}

/// <summary><c>enum nft_nat_types</c></summary>
public enum NatType : uint
{
    /// <summary><c>NFT_NAT_SNAT</c></summary>
    Source = 0,

    /// <summary><c>NFT_NAT_DNAT</c></summary>
    Destination = 1,
}

/// <summary><c>NF_NAT_RANGE_*</c> of linux/netfilter/nf_nat.h; others keep their bits.</summary>
[Flags]
public enum NatFlags : uint
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary><c>NF_NAT_RANGE_MAP_IPS</c>; the kernel adds it when there is an address register.</summary>
    MapAddresses = 1,

    /// <summary><c>NF_NAT_RANGE_PROTO_SPECIFIED</c>; the kernel adds it when there is a port register.</summary>
    MapPorts = 2,

    /// <summary><c>NF_NAT_RANGE_PROTO_RANDOM</c></summary>
    RandomPorts = 4,

    /// <summary><c>NF_NAT_RANGE_PERSISTENT</c></summary>
    Persistent = 8,

    /// <summary><c>NF_NAT_RANGE_PROTO_RANDOM_FULLY</c></summary>
    FullyRandomPorts = 16,
}

/// <summary><c>nat</c>: gives the connection another source or destination; a single one, not a range.</summary>
/// <param name="Address">The register that holds the address; null leaves it as it is.</param>
/// <param name="Port">The register that holds the port; null leaves it as it is.</param>
/// <param name="Flags">Without those that the kernel derives from the registers.</param>
public sealed record NatExpression(
    NatType Type, NetfilterFamily Family, Register? Address, Register? Port = null, NatFlags Flags = NatFlags.None) : Expression
{
    internal const string KernelName = "nat";

    private const NatFlags Derived = NatFlags.MapAddresses | NatFlags.MapPorts;

    /// <inheritdoc/>
    public override string Name => KernelName;

    internal static NatExpression? Read(AttributeReader<NatAttribute> attributes)
    {
        NatType? type = null;
        NetfilterFamily? family = null;
        Register? address = null, lastAddress = null, port = null, lastPort = null;
        NatFlags flags = NatFlags.None;
        foreach (AttributeView<NatAttribute> attribute in attributes)
        {
            switch (attribute.Type)
            {
                case NatAttribute.Type: type = (NatType)attribute.Number(); break;
                case NatAttribute.Family: family = (NetfilterFamily)attribute.Number(); break;
                case NatAttribute.AddressMinimum: address = attribute.Register(); break;
                case NatAttribute.AddressMaximum: lastAddress = attribute.Register(); break;
                case NatAttribute.PortMinimum: port = attribute.Register(); break;
                case NatAttribute.PortMaximum: lastPort = attribute.Register(); break;
                case NatAttribute.Flags: flags = (NatFlags)attribute.Number(); break;
                default: return null;
            }
        }

        bool isRange = (lastAddress ?? address) != address || (lastPort ?? port) != port;
        return type is { } t && family is { } f && !isRange ? new(t, f, address, port, flags & ~Derived) : null;
    }

    private protected override void WriteData(Scope<ExpressionAttribute> element)
    {
        using Scope<NatAttribute> data = element.Nest<NatAttribute>(ExpressionAttribute.Data);
        data.PutNumber(NatAttribute.Type, (uint)Type);
        data.PutNumber(NatAttribute.Family, (uint)Family);
        if (Address is { } address)
            data.PutRegister(NatAttribute.AddressMinimum, address);
        if (Port is { } port)
            data.PutRegister(NatAttribute.PortMinimum, port);
        if (Flags != NatFlags.None)
            data.PutNumber(NatAttribute.Flags, (uint)Flags);
    }
}
