using System.Runtime.InteropServices;

namespace Reconciler.Netlink.Nftables;

/// <summary>nft's <c>enum byteorder</c></summary>
public enum ByteOrder : uint
{
    /// <summary>A concatenation has none of its own.</summary>
    None = 0,

    /// <summary>The machine's order: marks, interface indices and names.</summary>
    Host = 1,

    /// <summary>Network order: addresses, ports.</summary>
    Network = 2,
}

/// <summary>
/// What nft notes in a set's user data for itself, as (type, length, value), to print the elements properly:
/// <c>NFTNL_UDATA_SET_*</c> of libnftnl/udata.h.
/// </summary>
public static class SetUserData
{
    private const byte KeyByteOrder = 0;
    private const byte DataByteOrder = 1;

    /// <summary>The user data of a set or, with <paramref name="data"/>, of a map.</summary>
    public static Bytes Of(ByteOrder key, ByteOrder? data = null)
        => data is { } order ? [.. Note(KeyByteOrder, key), .. Note(DataByteOrder, order)] : [.. Note(KeyByteOrder, key)];

    private static byte[] Note(byte type, ByteOrder order)
        => [type, sizeof(ByteOrder), .. MemoryMarshal.AsBytes(new ReadOnlySpan<ByteOrder>(in order))];
}
