using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;
using Reconciler.Netlink.Nftables;

namespace Reconciler.Kernel.Resources.Nft;

/// <summary>Keys and data as the kernel holds them: one value as it is, several padded to four bytes each.</summary>
internal static class KeyBytes
{
    // NFT_DATA_VALUE_MAXLEN of linux/netfilter/nf_tables.h
    private const int LargestKey = 64;

    public static Bytes FirstOf(ValueList<NftValue> values) => Join(values, ValueBytes.Of);

    public static Bytes LastOf(ValueList<NftValue> values) => Join(values, ValueBytes.LastOf);

    /// <summary>The values of types that bytes stand for; one opaque value when the bytes are not as long as the types.</summary>
    public static ValueList<NftValue> Read(ValueList<NftType> types, Bytes bytes) => Read(types, bytes, null);

    /// <summary>The ranges, field by field, from one key to another; an address is always a prefix or range.</summary>
    public static ValueList<NftValue> ReadRange(ValueList<NftType> types, Bytes first, Bytes last) =>
        first.Length == last.Length ? Read(types, first, last) : Read([], first);

    private static ValueList<NftValue> Read(ValueList<NftType> types, Bytes first, Bytes? last)
    {
        if (types.Count == 0 || first.Length != TypeLayout.SizeOf(types))
            return [new NftValue.Opaque(first.ToString())];
        NftValue[] values = new NftValue[types.Count];
        int start = 0;
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> field = first.Span.Slice(start, TypeLayout.SizeOf(types[i]));
            values[i] = last is Bytes end ? ReadField(types[i], field, end.Span.Slice(start, field.Length)) : ValueBytes.Read(types[i], field);
            start += TypeLayout.PaddedSizeOf(types[i]);
        }

        return new(values);
    }

    private static NftValue ReadField(NftType type, ReadOnlySpan<byte> first, ReadOnlySpan<byte> last) =>
        first.SequenceEqual(last) && type is not (NftType.IPv4Address or NftType.IPv6Address)
            ? ValueBytes.Read(type, first)
            : ValueBytes.ReadRange(type, first, last);

    private static Bytes Join(ValueList<NftValue> values, Func<NftValue, byte[]> bytesOf)
    {
        if (values is [var single])
            return Bytes.From(bytesOf(single));
        Span<byte> all = stackalloc byte[LargestKey];
        int end = 0;
        foreach (NftValue value in values)
        {
            byte[] bytes = bytesOf(value);
            bytes.CopyTo(all[end..]);
            end += bytes.Length + TypeLayout.PaddingAfter(bytes.Length);
        }

        return Bytes.From(all[..end]);
    }
}
