using Reconciler.Netlink.Nftables.Expressions;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables;

/// <summary><c>NFTA_SET_ELEM_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum ElementAttribute : ushort
{
    Key = 1,
    Data = 2,
    Flags = 3,
    Expression = 7,
    KeyEnd = 10,
}

/// <summary><c>enum nft_set_elem_flags</c></summary>
[Flags]
public enum ElementFlags : uint
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary><c>NFT_SET_ELEM_INTERVAL_END</c>: the key is the first one after a range.</summary>
    IntervalEnd = 1,

    /// <summary><c>NFT_SET_ELEM_CATCHALL</c>: it stands for all keys that no other element has.</summary>
    CatchAll = 2,
}

/// <summary>
/// An element of a set or map. In an interval set one with a single field, a range is two elements: its first key, and the key after
/// its last one with <see cref="ElementFlags.IntervalEnd"/>; in one of concatenations it is one element with a
/// <see cref="KeyEnd"/>.
/// </summary>
/// <param name="Key">Each field padded to four bytes.</param>
public sealed record SetElement(Bytes Key)
{
    /// <summary><c>NFTA_SET_ELEM_KEY_END</c>: the last value of each field.</summary>
    public Bytes? KeyEnd { get; init; }

    /// <summary>What a map gives for the key.</summary>
    public Data? Data { get; init; }

    /// <summary><c>NFTA_SET_ELEM_FLAGS</c></summary>
    public ElementFlags Flags { get; init; }

    /// <summary><c>NFTA_SET_ELEM_EXPR</c>, when it is a counter: what was counted.</summary>
    public CounterExpression? Counter { get; init; }

    /// <summary>All other attributes as they were read: timeout, user data, other expressions, the name of an object.</summary>
    public Bytes Others { get; init; }

    /// <summary>The other attributes and the counter as it is in the beginning: what it counts is no part of how an element was made.</summary>
    public Bytes Options
    {
        get
        {
            if (Counter is null)
                return Others;
            MessageWriter writer = new();
            using (Scope<ElementAttribute> element = writer.Begin<ElementAttribute>(0, MessageFlags.None))
                PutCounter(element, new());
            return [.. Others.Span, .. writer.Bytes[MessageHeader.Size..]];
        }
    }

    internal static SetElement Read(AttributeReader<ElementAttribute> attributes)
    {
        Bytes key = [];
        Bytes? keyEnd = null;
        Data? data = null;
        ElementFlags flags = ElementFlags.None;
        CounterExpression? counter = null;
        List<byte>? others = null;
        foreach (AttributeView<ElementAttribute> attribute in attributes)
        {
            switch (attribute.Type)
            {
                case ElementAttribute.Key when ReadKey(attribute) is { } first: key = first; break;
                case ElementAttribute.KeyEnd when ReadKey(attribute) is { } last: keyEnd = last; break;
                case ElementAttribute.Data when Data.Read(attribute) is { } found: data = found; break;
                case ElementAttribute.Flags: flags = (ElementFlags)attribute.Number(); break;
                case ElementAttribute.Expression when ExpressionReader.Read(attribute.Nested<ExpressionAttribute>()) is CounterExpression counted: counter = counted; break;
                default: attribute.CopyTo(others ??= []); break;
            }
        }

        return new(key) { KeyEnd = keyEnd, Data = data, Flags = flags, Counter = counter, Others = others is null ? [] : [.. others] };
    }

    internal void WriteTo(Scope<ElementAttribute> element)
    {
        if (Flags != ElementFlags.None)
            element.PutNumber(ElementAttribute.Flags, (uint)Flags);
        if (!Flags.HasFlag(ElementFlags.CatchAll))
            PutValue(element, ElementAttribute.Key, Key);
        if (KeyEnd is { } end)
            PutValue(element, ElementAttribute.KeyEnd, end);
        if (Data is not null)
        {
            using Scope<DataAttribute> data = element.Nest<DataAttribute>(ElementAttribute.Data);
            Data.WriteTo(data);
        }

        if (Counter is not null)
            PutCounter(element, Counter);
        element.PutAttributes(Others.Span);
    }

    private static void PutCounter(Scope<ElementAttribute> element, CounterExpression counter)
    {
        using Scope<ExpressionAttribute> expression = element.Nest<ExpressionAttribute>(ElementAttribute.Expression);
        counter.WriteTo(expression);
    }

    private static Bytes? ReadKey(AttributeView<ElementAttribute> attribute)
        => Data.Read(attribute) is Data.Value value ? value.Bytes : null;

    private static void PutValue(Scope<ElementAttribute> element, ElementAttribute type, Bytes key)
    {
        using Scope<DataAttribute> value = element.Nest<DataAttribute>(type);
        value.PutBytes(DataAttribute.Value, key.Span);
    }
}
