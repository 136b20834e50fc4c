using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables.Expressions;

/// <summary><c>NFTA_MASQ_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum MasqueradeAttribute : ushort
{
    Flags = 1,
}

/// <summary><c>masq</c>: the connection's source becomes the address of the outgoing interface.</summary>
public sealed record MasqueradeExpression(NatFlags Flags = NatFlags.None) : Expression
{
    internal const string KernelName = "masq";

    /// <inheritdoc/>
    public override string Name => KernelName;

    internal static MasqueradeExpression? Read(AttributeReader<MasqueradeAttribute> attributes)
    {
        NatFlags flags = NatFlags.None;
        foreach (AttributeView<MasqueradeAttribute> attribute in attributes)
        {
            if (attribute.Type != MasqueradeAttribute.Flags)
                return null;
            flags = (NatFlags)attribute.Number();
        }

        return new(flags);
    }

    private protected override void WriteData(Scope<ExpressionAttribute> element)
    {
        using Scope<MasqueradeAttribute> data = element.Nest<MasqueradeAttribute>(ExpressionAttribute.Data);
        if (Flags != NatFlags.None)
            data.PutNumber(MasqueradeAttribute.Flags, (uint)Flags);
    }
}
