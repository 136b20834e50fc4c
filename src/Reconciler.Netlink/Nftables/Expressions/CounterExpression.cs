using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables.Expressions;

/// <summary><c>NFTA_COUNTER_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum CounterAttribute : ushort
{
    Bytes = 1,
    Packets = 2,
    Padding = 3,
}

/// <summary><c>counter</c>: counts the packets that come here, and their bytes.</summary>
public sealed record CounterExpression(ulong Packets = 0, ulong Bytes = 0) : Expression
{
    internal const string KernelName = "counter";

    /// <inheritdoc/>
    public override string Name => KernelName;

    internal static CounterExpression? Read(AttributeReader<CounterAttribute> attributes)
    {
        ulong packets = 0, bytes = 0;
        foreach (AttributeView<CounterAttribute> attribute in attributes)
        {
            switch (attribute.Type)
            {
                case CounterAttribute.Bytes: bytes = attribute.LongNumber(); break;
                case CounterAttribute.Packets: packets = attribute.LongNumber(); break;
                case CounterAttribute.Padding: break;
                default: return null;
            }
        }

        return new(packets, bytes);
    }

    private protected override void WriteData(Scope<ExpressionAttribute> element)
    {
        using Scope<CounterAttribute> data = element.Nest<CounterAttribute>(ExpressionAttribute.Data);
        if (Bytes > 0)
            data.PutNumber(CounterAttribute.Bytes, Bytes);
        if (Packets > 0)
            data.PutNumber(CounterAttribute.Packets, Packets);
    }
}
