using System.Buffers.Binary;
using System.Globalization;

namespace Reconciler.Netlink.Wire;

/// <summary>A 16-bit number that is in network byte order on the wire (<c>__be16</c>), whatever the host's order.</summary>
public readonly record struct BigEndian16
{
    private readonly ushort bits;

    /// <summary>Stores <paramref name="value"/>, given in host order.</summary>
    public BigEndian16(ushort value) => bits = BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    /// <summary>The number in host order.</summary>
    public ushort Value => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(bits) : bits;

    /// <summary>The number in decimal.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
