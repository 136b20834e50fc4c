using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables.Expressions;

/// <summary><c>NFTA_EXPR_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum ExpressionAttribute : ushort
{
    Name = 1,
    Data = 2,
}

/// <summary>
/// One instruction of a rule. What this program knows has a record of its own; everything else is an
/// <see cref="OpaqueExpression"/>.
/// </summary>
public abstract record Expression
{
    private protected Expression()
    {
    }

    /// <summary>The kernel's name for it, such as <c>meta</c> or <c>lookup</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Writes name and data into an element of a list of expressions.</summary>
    internal void WriteTo(Scope<ExpressionAttribute> element)
    {
        element.PutString(ExpressionAttribute.Name, Name);
        WriteData(element);
    }

    /// <summary>The same as bytes that nobody interprets.</summary>
    public OpaqueExpression AsOpaque()
    {
        MessageWriter writer = new();
        using (Scope<ExpressionAttribute> element = writer.Begin<ExpressionAttribute>(0, MessageFlags.None))
            WriteData(element);
        return new(Name, Bytes.From(writer.Bytes[(MessageHeader.Size + AttributeHeader.Size)..]));
    }

    private protected abstract void WriteData(Scope<ExpressionAttribute> element);
}
