using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables.Expressions;

/// <summary>An expression that this program does not know, or a known one with an attribute that it does not know.</summary>
/// <param name="Data">The attributes in <c>NFTA_EXPR_DATA</c>, as they were read.</param>
public sealed record OpaqueExpression(string Name, Bytes Data) : Expression
{
    /// <inheritdoc/>
    public override string Name { get; } = Name;

    private protected override void WriteData(Scope<ExpressionAttribute> element)
    {
        using Scope<ListElement> data = element.Nest<ListElement>(ExpressionAttribute.Data);
        data.PutAttributes(Data.Span);
    }
}
