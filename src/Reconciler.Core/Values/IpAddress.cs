using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Reconciler.Core.Values;

/// <summary>The two address families of the Internet Protocol.</summary>
public enum IpFamily : byte
{
    IPv4 = 4,
    IPv6 = 6,
}

/// <summary>An IPv4 or IPv6 address as a number, so that it can be counted, compared and sorted.</summary>
public readonly record struct IpAddress : IComparable<IpAddress>, ISpanFormattable
{
    // Halves: a field of 128 bits would be aligned to 16 bytes, and there are tables of keys that hold two addresses.
    private readonly ulong upper;
    private readonly ulong lower;

    public IpAddress(IpFamily family, UInt128 bits)
    {
        Family = family;
        upper = (ulong)(bits >> 64);
        lower = (ulong)bits;
    }

    public IpFamily Family { get; }

    /// <summary>The number; of an IPv4 address, its lower 32 bits.</summary>
    public UInt128 Bits => new(upper, lower);

    /// <summary>The address of 4 or 16 bytes in network order.</summary>
    public static IpAddress FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        4 => new(IpFamily.IPv4, BinaryPrimitives.ReadUInt32BigEndian(bytes)),
        16 => new(IpFamily.IPv6, BinaryPrimitives.ReadUInt128BigEndian(bytes)),
        _ => throw new ArgumentException($"an IP address has 4 or 16 bytes, not {bytes.Length}", nameof(bytes)),
    };

    /// <summary>The same address as the framework's type.</summary>
    public static IpAddress From(IPAddress address) => FromBytes(address.GetAddressBytes());

    /// <summary>Reads dotted decimal IPv4 with four parts, or IPv6 without a zone; nothing else.</summary>
    public static bool TryParse(string text, out IpAddress address)
    {
        address = default;
        bool sixLooking = text.Contains(':');
        if (text.Contains('%') || !IPAddress.TryParse(text, out IPAddress? parsed))
            return false;
        if (!sixLooking && (text.Count(c => c == '.') != 3 || parsed.ToString() != text))
            return false;
        if (sixLooking != (parsed.AddressFamily == AddressFamily.InterNetworkV6) || text.StartsWith('['))
            return false;
        address = From(parsed);
        return true;
    }

    /// <summary>The address of a text that is known to be right.</summary>
    public static IpAddress Parse(string text) =>
        TryParse(text, out IpAddress address) ? address : throw new FormatException($"'{text}' is not an IP address");

    /// <summary>32 or 128.</summary>
    public int Width => Family == IpFamily.IPv4 ? 32 : 128;

    /// <summary>127.0.0.0/8 or ::1.</summary>
    public bool IsLoopback => Family == IpFamily.IPv4 ? (uint)(Bits >> 24) == 127 : Bits == UInt128.One;

    /// <summary>0.0.0.0 or ::.</summary>
    public bool IsUnspecified => Bits == UInt128.Zero;

    /// <summary>224.0.0.0/4 or ff00::/8.</summary>
    public bool IsMulticast => Family == IpFamily.IPv4 ? (uint)(Bits >> 28) == 0xe : (uint)(Bits >> 120) == 0xff;

    /// <summary>169.254.0.0/16 or fe80::/10.</summary>
    public bool IsLinkLocal => Family == IpFamily.IPv4 ? (uint)(Bits >> 16) == 0xa9fe : (uint)(Bits >> 118) == 0x3fa;

    /// <summary>The address behind it, which must exist.</summary>
    public IpAddress Next => new(Family, Bits + 1);

    /// <summary>The address before it, which must exist.</summary>
    public IpAddress Previous => new(Family, Bits - 1);

    /// <summary>The 4 or 16 bytes in network order.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Width / 8];
        if (Family == IpFamily.IPv4)
            BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)lower);
        else
            BinaryPrimitives.WriteUInt128BigEndian(bytes, Bits);
        return bytes;
    }

    /// <summary>The framework's type for the same address.</summary>
    public IPAddress ToIPAddress() => new(ToBytes());

    /// <summary>IPv4 before IPv6, then by number.</summary>
    public int CompareTo(IpAddress other)
    {
        int byFamily = ((byte)Family).CompareTo((byte)other.Family);
        return byFamily != 0 ? byFamily : Bits.CompareTo(other.Bits);
    }

    public static bool operator <(IpAddress left, IpAddress right) => left.CompareTo(right) < 0;

    public static bool operator >(IpAddress left, IpAddress right) => left.CompareTo(right) > 0;

    public static bool operator <=(IpAddress left, IpAddress right) => left.CompareTo(right) <= 0;

    public static bool operator >=(IpAddress left, IpAddress right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{this}");

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    // So it is written into a longer text without a text of its own.
    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) => Family == IpFamily.IPv4
        ? destination.TryWrite(CultureInfo.InvariantCulture, $"{lower >> 24}.{lower >> 16 & 0xff}.{lower >> 8 & 0xff}.{lower & 0xff}", out charsWritten)
        : ToIPAddress().TryFormat(destination, out charsWritten);
}
