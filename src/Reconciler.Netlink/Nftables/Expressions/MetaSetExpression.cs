using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables.Expressions;

/// <summary><c>meta … set</c>: changes something about the packet that is not in it.</summary>
public sealed record MetaSetExpression(MetaKey Key, Register Source) : Expression
{
    /// <inheritdoc/>
    public override string Name => MetaExpression.KernelName;

    internal static MetaSetExpression? Read(AttributeReader<MetaAttribute> attributes)
    {
        MetaKey? key = null;
        Register? source = null;
        foreach (AttributeView<MetaAttribute> attribute in attributes)
        {
            switch (attribute.Type)
            {
                case MetaAttribute.Key: key = (MetaKey)attribute.Number(); break;
                case MetaAttribute.Source: source = attribute.Register(); break;
                default: return null;
            }
        }

        return key is { } k && source is { } s ? new(k, s) : null;
    }

    private protected override void WriteData(Scope<ExpressionAttribute> element)
    {
        using Scope<MetaAttribute> data = element.Nest<MetaAttribute>(ExpressionAttribute.Data);
        data.PutNumber(MetaAttribute.Key, (uint)Key);
        data.PutRegister(MetaAttribute.Source, Source);
    }
}
