using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables.Expressions;

/// <summary><c>NFTA_BYTEORDER_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum ByteOrderAttribute : ushort
{
    Source = 1,
    Destination = 2,
    Operation = 3,
    Length = 4,
    Size = 5,
}

/// <summary><c>byteorder</c>: converts numbers between host and network order.</summary>
/// <param name="Operation"><c>enum nft_byteorder_ops</c>.</param>
/// <param name="Length">How many bytes of the register are converted.</param>
/// <param name="Size">How many of them each number has.</param>
public sealed record ByteOrderExpression(Register Source, Register Destination, uint Operation, uint Length, uint Size) : Expression
{
    internal const string KernelName = "byteorder";

    /// <inheritdoc/>
    public override string Name => KernelName;

    internal static ByteOrderExpression? Read(AttributeReader<ByteOrderAttribute> attributes)
    {
        Register? source = null, destination = null;
        uint? operation = null, length = null, size = null;
        foreach (AttributeView<ByteOrderAttribute> attribute in attributes)
        {
            switch (attribute.Type)
            {
                case ByteOrderAttribute.Source: source = attribute.Register(); break;
                case ByteOrderAttribute.Destination: destination = attribute.Register(); break;
                case ByteOrderAttribute.Operation: operation = attribute.Number(); break;
                case ByteOrderAttribute.Length: length = attribute.Number(); break;
                case ByteOrderAttribute.Size: size = attribute.Number(); break;
                default: return null;
            }
        }

        return source is { } s && destination is { } d && operation is { } o && length is { } l && size is { } z ? new(s, d, o, l, z) : null;
    }

    private protected override void WriteData(Scope<ExpressionAttribute> element)
    {
        using Scope<ByteOrderAttribute> data = element.Nest<ByteOrderAttribute>(ExpressionAttribute.Data);
        data.PutRegister(ByteOrderAttribute.Source, Source);
        data.PutRegister(ByteOrderAttribute.Destination, Destination);
        data.PutNumber(ByteOrderAttribute.Operation, Operation);
        data.PutNumber(ByteOrderAttribute.Length, Length);
        data.PutNumber(ByteOrderAttribute.Size, Size);
    }
}
