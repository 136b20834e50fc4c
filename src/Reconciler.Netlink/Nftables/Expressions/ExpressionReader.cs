using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables.Expressions;

/// <summary>Reads expressions; the list of those that have a record.</summary>
internal static class ExpressionReader
{
    private static readonly Dictionary<string, Known> KnownByName = new()
    {
        [MetaExpression.KernelName] = data => (Expression?)MetaExpression.Read(new(data)) ?? MetaSetExpression.Read(new(data)),
        [PayloadExpression.KernelName] = data => PayloadExpression.Read(new(data)),
        [CompareExpression.KernelName] = data => CompareExpression.Read(new(data)),
        [BitwiseExpression.KernelName] = data => BitwiseExpression.Read(new(data)),
        [ByteOrderExpression.KernelName] = data => ByteOrderExpression.Read(new(data)),
        [LookupExpression.KernelName] = data => LookupExpression.Read(new(data)),
        [FibExpression.KernelName] = data => FibExpression.Read(new(data)),
        [ConntrackExpression.KernelName] = data => ConntrackExpression.Read(new(data)),
        [NatExpression.KernelName] = data => NatExpression.Read(new(data)),
        [MasqueradeExpression.KernelName] = data => MasqueradeExpression.Read(new(data)),
        [ImmediateExpression.KernelName] = data => ImmediateExpression.Read(new(data)),
        [XfrmExpression.KernelName] = data => XfrmExpression.Read(new(data)),
        [CounterExpression.KernelName] = data => CounterExpression.Read(new(data)),
    };

    /// <summary>Reads an expression's data; null when it holds an attribute that the record cannot keep.</summary>
    private delegate Expression? Known(ReadOnlySpan<byte> data);

    public static List<Expression> ReadList(AttributeReader<ListElement> elements)
    {
        List<Expression> expressions = [];
        foreach (AttributeView<ListElement> element in elements)
            expressions.Add(Read(element.Nested<ExpressionAttribute>()));
        return expressions;
    }

    public static void WriteList(ListScope<ExpressionAttribute> list, IEnumerable<Expression> expressions)
    {
        foreach (Expression expression in expressions)
        {
            using Scope<ExpressionAttribute> element = list.Element();
            expression.WriteTo(element);
        }
    }

    public static Expression Read(AttributeReader<ExpressionAttribute> attributes)
    {
        string name = "";
        ReadOnlySpan<byte> data = default;
        foreach (AttributeView<ExpressionAttribute> attribute in attributes)
        {
            if (attribute.Type == ExpressionAttribute.Name)
                name = attribute.Text;
            else if (attribute.Type == ExpressionAttribute.Data)
                data = attribute.Bytes;
        }

        Expression? known = KnownByName.TryGetValue(name, out Known? read) ? read(data) : null;
        return known ?? new OpaqueExpression(name, Bytes.From(data));
    }
}
