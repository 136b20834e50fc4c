using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables.Expressions;

/// <summary><c>NFTA_PAYLOAD_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum PayloadAttribute : ushort
{
    Destination = 1,
    Base = 2,
    Offset = 3,
    Length = 4,
}

/// <summary><c>enum nft_payload_bases</c></summary>
public enum PayloadBase : uint
{
    /// <summary><c>NFT_PAYLOAD_LL_HEADER</c></summary>
    LinkLayer = 0,

    /// <summary><c>NFT_PAYLOAD_NETWORK_HEADER</c></summary>
    Network = 1,

    /// <summary><c>NFT_PAYLOAD_TRANSPORT_HEADER</c></summary>
    Transport = 2,
}

/// <summary><c>payload</c>: loads bytes of the packet.</summary>
/// <param name="Offset">In bytes, from the header's first.</param>
/// <param name="Length">In bytes.</param>
public sealed record PayloadExpression(PayloadBase Base, uint Offset, uint Length, Register Destination) : Expression
{
    internal const string KernelName = "payload";

    /// <inheritdoc/>
    public override string Name => KernelName;

    internal static PayloadExpression? Read(AttributeReader<PayloadAttribute> attributes)
    {
        Register? destination = null;
        uint? from = null, offset = null, length = null;
        foreach (AttributeView<PayloadAttribute> attribute in attributes)
        {
            switch (attribute.Type)
            {
                case PayloadAttribute.Destination: destination = attribute.Register(); break;
                case PayloadAttribute.Base: from = attribute.Number(); break;
                case PayloadAttribute.Offset: offset = attribute.Number(); break;
                case PayloadAttribute.Length: length = attribute.Number(); break;
                default: return null;
            }
        }

        return destination is { } d && from is { } f && offset is { } o && length is { } l ? new((PayloadBase)f, o, l, d) : null;
    }

    private protected override void WriteData(Scope<ExpressionAttribute> element)
    {
        using Scope<PayloadAttribute> data = element.Nest<PayloadAttribute>(ExpressionAttribute.Data);
        data.PutRegister(PayloadAttribute.Destination, Destination);
        data.PutNumber(PayloadAttribute.Base, (uint)Base);
        data.PutNumber(PayloadAttribute.Offset, Offset);
        data.PutNumber(PayloadAttribute.Length, Length);
    }
}
