using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables;

/// <summary><c>NFTA_DATA_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum DataAttribute : ushort
{
    Value = 1,
    Verdict = 2,
}

/// <summary><c>NFTA_VERDICT_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum VerdictAttribute : ushort
{
    Code = 1,
    Chain = 2,
}

/// <summary><c>enum nft_verdicts</c>, and the netfilter verdicts (<c>NF_*</c> of linux/netfilter.h) from 0 on.</summary>
public enum VerdictCode
{
    /// <summary><c>NFT_RETURN</c></summary>
    Return = -5,

    /// <summary><c>NFT_GOTO</c></summary>
    Goto = -4,

    /// <summary><c>NFT_JUMP</c></summary>
    Jump = -3,

    /// <summary><c>NFT_BREAK</c></summary>
    Break = -2,

    /// <summary><c>NFT_CONTINUE</c></summary>
    Continue = -1,

    /// <summary><c>NF_DROP</c></summary>
    Drop = 0,

    /// <summary><c>NF_ACCEPT</c></summary>
    Accept = 1,
}

/// <summary>What a register, a comparison or a map's element holds. Closed, only the nested cases exist.</summary>
public abstract record Data
{
    private Data()
    {
    }

    internal abstract void WriteTo(Scope<DataAttribute> scope);

    /// <summary>The data in an attribute; null when it holds something else.</summary>
    internal static Data? Read<TAttribute>(AttributeView<TAttribute> attribute)
        where TAttribute : unmanaged, Enum
    {
        Data? data = null;
        foreach (AttributeView<DataAttribute> part in attribute.Nested<DataAttribute>())
        {
            switch (part.Type)
            {
                case DataAttribute.Value when data is null: data = new Value(Bytes.From(part.Bytes)); break;
                case DataAttribute.Verdict when data is null: data = Verdict.Read(part.Nested<VerdictAttribute>()); break;
                default: return null;
            }
        }

        return data;
    }

    /// <summary><c>NFTA_DATA_VALUE</c></summary>
    public sealed record Value(Bytes Bytes) : Data
    {
        internal override void WriteTo(Scope<DataAttribute> scope) => scope.PutBytes(DataAttribute.Value, Bytes.Span);
    }

    /// <summary><c>NFTA_DATA_VERDICT</c></summary>
    /// <param name="Chain">Where a jump or goto leads.</param>
    public sealed record Verdict(VerdictCode Code, string? Chain = null) : Data
    {
        internal override void WriteTo(Scope<DataAttribute> scope)
        {
            using Scope<VerdictAttribute> verdict = scope.Nest<VerdictAttribute>(DataAttribute.Verdict);
            verdict.PutNumber(VerdictAttribute.Code, (uint)Code);
            if (Chain is not null)
                verdict.PutString(VerdictAttribute.Chain, Chain);
        }

        internal static Verdict? Read(AttributeReader<VerdictAttribute> attributes)
        {
            VerdictCode? code = null;
            string? chain = null;
            foreach (AttributeView<VerdictAttribute> attribute in attributes)
            {
                switch (attribute.Type)
                {
                    case VerdictAttribute.Code: code = (VerdictCode)attribute.Number(); break;
                    case VerdictAttribute.Chain: chain = attribute.Text; break;
                    default: return null;
                }
            }

            return code is { } known ? new(known, chain) : null;
        }
    }
}
