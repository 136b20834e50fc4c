using System.Buffers.Binary;
using System.Globalization;

namespace Reconciler.Netlink.Wire;

/// <summary>A 32-bit number that is in network byte order on the wire (<c>__be32</c>), whatever the host's order.</summary>
public readonly record struct BigEndian32
{
    private readonly uint bits;

    /// <summary>Stores <paramref name="value"/>, given in host order.</summary>
    public BigEndian32(uint value) => bits = BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    /// <summary>The number in host order.</summary>
    public uint Value => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(bits) : bits;

    /// <summary>The number in decimal.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
