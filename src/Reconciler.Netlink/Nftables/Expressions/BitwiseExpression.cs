using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables.Expressions;

/// <summary><c>NFTA_BITWISE_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum BitwiseAttribute : ushort
{
    Source = 1,
    Destination = 2,
    Length = 3,
    Mask = 4,
    Xor = 5,
    Operation = 6,
}

/// <summary><c>bitwise</c> with <c>NFT_BITWISE_MASK_XOR</c>: destination = (source &amp; mask) ^ xor; all of one length.</summary>
public sealed record BitwiseExpression(Register Source, Register Destination, Bytes Mask, Bytes Xor) : Expression
{
    internal const string KernelName = "bitwise";

    private const uint MaskXor = 0;

    /// <inheritdoc/>
    public override string Name => KernelName;

    internal static BitwiseExpression? Read(AttributeReader<BitwiseAttribute> attributes)
    {
        Register? source = null, destination = null;
        Data? mask = null, xor = null;
        uint? length = null;
        foreach (AttributeView<BitwiseAttribute> attribute in attributes)
        {
            switch (attribute.Type)
            {
                case BitwiseAttribute.Source: source = attribute.Register(); break;
                case BitwiseAttribute.Destination: destination = attribute.Register(); break;
                case BitwiseAttribute.Length: length = attribute.Number(); break;
                case BitwiseAttribute.Mask: mask = Data.Read(attribute); break;
                case BitwiseAttribute.Xor: xor = Data.Read(attribute); break;
                case BitwiseAttribute.Operation when attribute.Number() == MaskXor: break;
                default: return null;
            }
        }

        return source is { } s && destination is { } d && mask is Data.Value m && xor is Data.Value x
            && m.Bytes.Length == length && x.Bytes.Length == length ? new(s, d, m.Bytes, x.Bytes) : null;
    }

    private protected override void WriteData(Scope<ExpressionAttribute> element)
    {
        using Scope<BitwiseAttribute> data = element.Nest<BitwiseAttribute>(ExpressionAttribute.Data);
        data.PutRegister(BitwiseAttribute.Source, Source);
        data.PutRegister(BitwiseAttribute.Destination, Destination);
        data.PutNumber(BitwiseAttribute.Length, (uint)Mask.Length);
        using (Scope<DataAttribute> mask = data.Nest<DataAttribute>(BitwiseAttribute.Mask))
            mask.PutBytes(DataAttribute.Value, Mask.Span);
        using Scope<DataAttribute> xor = data.Nest<DataAttribute>(BitwiseAttribute.Xor);
        xor.PutBytes(DataAttribute.Value, Xor.Span);
    }
}
