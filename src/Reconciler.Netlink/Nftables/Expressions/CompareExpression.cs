using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables.Expressions;

/// <summary><c>NFTA_CMP_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum CompareAttribute : ushort
{
    Source = 1,
    Operation = 2,
    Data = 3,
}

/// <summary><c>enum nft_cmp_ops</c></summary>
public enum Comparison : uint
{
    /// <summary><c>NFT_CMP_EQ</c></summary>
    Equal = 0,

    /// <summary><c>NFT_CMP_NEQ</c></summary>
    NotEqual = 1,

    /// <summary><c>NFT_CMP_LT</c></summary>
    Less = 2,

    /// <summary><c>NFT_CMP_LTE</c></summary>
    LessOrEqual = 3,

    /// <summary><c>NFT_CMP_GT</c></summary>
    Greater = 4,

    /// <summary><c>NFT_CMP_GTE</c></summary>
    GreaterOrEqual = 5,
}

/// <summary><c>cmp</c>: ends the rule unless the register's first bytes compare so with the value.</summary>
public sealed record CompareExpression(Register Source, Comparison Operation, Bytes Value) : Expression
{
    internal const string KernelName = "cmp";

    /// <inheritdoc/>
    public override string Name => KernelName;

    internal static CompareExpression? Read(AttributeReader<CompareAttribute> attributes)
    {
        Register? source = null;
        Comparison? operation = null;
        Data? value = null;
        foreach (AttributeView<CompareAttribute> attribute in attributes)
        {
            switch (attribute.Type)
            {
                case CompareAttribute.Source: source = attribute.Register(); break;
                case CompareAttribute.Operation: operation = (Comparison)attribute.Number(); break;
                case CompareAttribute.Data: value = Data.Read(attribute); break;
                default: return null;
            }
        }

        return source is { } s && operation is { } o && value is Data.Value { Bytes: var bytes } ? new(s, o, bytes) : null;
    }

    private protected override void WriteData(Scope<ExpressionAttribute> element)
    {
        using Scope<CompareAttribute> data = element.Nest<CompareAttribute>(ExpressionAttribute.Data);
        data.PutRegister(CompareAttribute.Source, Source);
        data.PutNumber(CompareAttribute.Operation, (uint)Operation);
        using Scope<DataAttribute> value = data.Nest<DataAttribute>(CompareAttribute.Data);
        value.PutBytes(DataAttribute.Value, Value.Span);
    }
}
