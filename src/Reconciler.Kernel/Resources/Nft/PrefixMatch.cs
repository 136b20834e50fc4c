using Reconciler.Core.Values;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Nftables.Expressions;

namespace Reconciler.Kernel.Resources.Nft;

/// <summary>
/// Comparisons of an address with a prefix. Where the prefix ends with a byte, only its bytes are loaded; elsewhere the address is
/// masked.
/// </summary>
internal static class PrefixMatch
{
    public static Expression[] Lower(PayloadExpression address, Comparison comparison, IpPrefix prefix)
    {
        byte[] value = prefix.First.ToBytes();
        if (prefix.Length % 8 == 0 && prefix.Length > 0)
        {
            int length = prefix.Length / 8;
            return
            [
                address with { Length = (uint)length },
                new CompareExpression(address.Destination, comparison, Bytes.From(value.AsSpan(0, length))),
            ];
        }

        return
        [
            address,
            new BitwiseExpression(address.Destination, address.Destination, MaskOf(prefix), Bytes.From(new byte[value.Length])),
            new CompareExpression(address.Destination, comparison, Bytes.From(value)),
        ];
    }

    /// <summary>The prefix that the first bytes of an address stand for; null for a whole address or none.</summary>
    public static IpPrefix? OfBytes(int width, ReadOnlySpan<byte> first)
    {
        if (first.IsEmpty || first.Length * 8 >= width)
            return null;
        byte[] address = new byte[width / 8];
        first.CopyTo(address);
        return new(IpAddress.FromBytes(address), (byte)(first.Length * 8));
    }

    /// <summary>The prefix of a masked comparison; null when <see cref="Lower"/> would not write it so.</summary>
    public static IpPrefix? OfMask(BitwiseExpression mask, Bytes value)
    {
        if (value.Length is not (4 or 16) || value.Length != mask.Mask.Length || mask.Xor != Bytes.From(new byte[value.Length]))
            return null;
        IpAddress address = IpAddress.FromBytes(value.Span);
        UInt128 bits = IpAddress.FromBytes(mask.Mask.Span).Bits;
        IpPrefix prefix = new(address, (byte)int.CreateChecked(UInt128.PopCount(bits)));
        return prefix.IsSubnet && MaskOf(prefix) == mask.Mask && (prefix.Length % 8 != 0 || prefix.Length == 0) ? prefix : null;
    }

    private static Bytes MaskOf(IpPrefix prefix) =>
        Bytes.From(new IpPrefix(new(prefix.Family, UInt128.MaxValue >> (128 - prefix.Address.Width)), prefix.Length).First.ToBytes());
}
