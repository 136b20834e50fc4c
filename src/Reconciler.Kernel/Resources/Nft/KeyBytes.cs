using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;
using Reconciler.Netlink.Nftables;

namespace Reconciler.Kernel.Resources.Nft;

/// <summary>Keys and data as the kernel holds them: one value as it is, several padded to four bytes each.</summary>
internal static class KeyBytes
{
    public static Bytes FirstOf(ValueList<NftValue> values) => Join(values, ValueBytes.Of);

    public static Bytes LastOf(ValueList<NftValue> values) => Join(values, ValueBytes.LastOf);

    /// <summary>The values of types that bytes stand for; one opaque value when the bytes are not as long as the types.</summary>
    public static ValueList<NftValue> Read(ValueList<NftType> types, Bytes bytes) =>
        Split(types, bytes, (type, field) => ValueBytes.Read(type, field.Span));

    /// <summary>The ranges, field by field, from one key to another; an address is always a prefix or range.</summary>
    public static ValueList<NftValue> ReadRange(ValueList<NftType> types, Bytes first, Bytes last)
    {
        ValueList<Bytes> ends = Fields(types, last);
        int next = 0;
        return ends.Count == 0 || first.Length != last.Length
            ? Read([], first)
            : Split(types, first, (type, field) => ReadField(type, field, ends[next++]));
    }

    private static NftValue ReadField(NftType type, Bytes first, Bytes last) =>
        first == last && type is not (NftType.IPv4Address or NftType.IPv6Address)
            ? ValueBytes.Read(type, first.Span)
            : ValueBytes.ReadRange(type, first.Span, last.Span);

    private static ValueList<NftValue> Split(ValueList<NftType> types, Bytes bytes, Func<NftType, Bytes, NftValue> read)
    {
        ValueList<Bytes> fields = Fields(types, bytes);
        return fields.Count == 0 ? [new NftValue.Opaque(bytes.ToString())] : types.Zip(fields, read).ToValueList();
    }

    private static ValueList<Bytes> Fields(ValueList<NftType> types, Bytes bytes)
    {
        if (types.Count == 0 || bytes.Length != TypeLayout.SizeOf(types))
            return [];
        List<Bytes> fields = [];
        int start = 0;
        foreach (NftType type in types)
        {
            fields.Add(Bytes.From(bytes.Span.Slice(start, TypeLayout.SizeOf(type))));
            start += TypeLayout.PaddedSizeOf(type);
        }

        return fields.ToValueList();
    }

    private static Bytes Join(ValueList<NftValue> values, Func<NftValue, byte[]> bytesOf)
    {
        if (values is [var single])
            return Bytes.From(bytesOf(single));
        List<byte> all = [];
        foreach (NftValue value in values)
        {
            byte[] bytes = bytesOf(value);
            all.AddRange(bytes);
            all.AddRange(new byte[TypeLayout.PaddingAfter(bytes.Length)]);
        }

        return [.. all];
    }
}
