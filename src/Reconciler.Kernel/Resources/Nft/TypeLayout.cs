using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;
using Reconciler.Netlink.Nftables;

namespace Reconciler.Kernel.Resources.Nft;

/// <summary>How values of nft's types lie in registers, keys and data.</summary>
internal static class TypeLayout
{
    private const int SlotSize = 4;      // NFT_REG32_SIZE
    private const int BitsPerType = 6;   // TYPE_BITS of nftables' datatype.h
    private const uint TypeMask = (1 << BitsPerType) - 1;

    /// <summary>Bytes of a value, without padding. Types that no wish has count as a number of four bytes.</summary>
    public static int SizeOf(NftType type) => type switch
    {
        NftType.Verdict => 0,
        NftType.IPv4Address => 4,
        NftType.IPv6Address => 16,
        NftType.EtherAddress => 6,
        NftType.InetProtocol => 1,
        NftType.InetService => 2,
        NftType.Icmp6Type => 1,
        NftType.InterfaceName => 16, // IFNAMSIZ
        _ => 4,
    };

    /// <summary>Bytes of a value within a concatenation.</summary>
    public static int PaddedSizeOf(NftType type) => SizeOf(type) + PaddingAfter(SizeOf(type));

    /// <summary>Bytes that fill up a value within a concatenation.</summary>
    public static int PaddingAfter(int size) => -size & (SlotSize - 1);

    /// <summary>How many registers of four bytes a value takes.</summary>
    public static int SlotsOf(NftType type) => PaddedSizeOf(type) / SlotSize;

    /// <summary>Bytes of a key or of data: one value as it is, several padded.</summary>
    public static int SizeOf(ValueList<NftType> types)
    {
        if (types.Count == 1)
            return SizeOf(types[0]);
        int size = 0;
        foreach (NftType type in types)
            size += PaddedSizeOf(type);
        return size;
    }

    /// <summary>nft's number for one type or a concatenation.</summary>
    public static uint NumberOf(ValueList<NftType> types) =>
        types is [NftType.Verdict] ? Set.VerdictType : types.Aggregate(0u, (number, type) => (number << BitsPerType) | (uint)type);

    /// <summary>The types that nft's number stands for.</summary>
    public static ValueList<NftType> TypesOf(uint number)
    {
        if (number == Set.VerdictType)
            return [NftType.Verdict];
        Stack<NftType> types = [];
        for (uint rest = number; rest != 0; rest >>= BitsPerType)
            types.Push((NftType)(rest & TypeMask));
        return types.ToValueList();
    }

    /// <summary>What nft notes of a type's byte order.</summary>
    public static ByteOrder OrderOf(ValueList<NftType> types) => types switch
    {
        [NftType.Verdict] => ByteOrder.None,
        [NftType.InterfaceName] => ByteOrder.Host,
        [_] => ByteOrder.Network,
        _ => ByteOrder.None,
    };
}
