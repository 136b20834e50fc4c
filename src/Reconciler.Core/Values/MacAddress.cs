using System.Globalization;

namespace Reconciler.Core.Values;

/// <summary>An Ethernet address of 48 bits.</summary>
public readonly record struct MacAddress(ulong Bits)
{
    /// <summary>The address of 6 bytes as they go over the wire.</summary>
    public static MacAddress FromBytes(ReadOnlySpan<byte> bytes)
    {
        ulong bits = 0;
        foreach (byte b in bytes)
            bits = bits << 8 | b;
        return bytes.Length == 6 ? new(bits) : throw new ArgumentException($"a MAC address has 6 bytes, not {bytes.Length}", nameof(bytes));
    }

    /// <summary>Reads six two-digit hexadecimal numbers joined by colons.</summary>
    public static bool TryParse(string text, out MacAddress address)
    {
        address = default;
        string[] parts = text.Split(':');
        ulong bits = 0;
        foreach (string part in parts)
        {
            if (part.Length != 2 || !byte.TryParse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
                return false;
            bits = bits << 8 | value;
        }
        address = new(bits);
        return parts.Length == 6;
    }

    /// <summary>The address of a text that is known to be right.</summary>
    public static MacAddress Parse(string text) =>
        TryParse(text, out MacAddress address) ? address : throw new FormatException($"'{text}' is not a MAC address");

    /// <summary>Whether it addresses a group of stations; an interface cannot have such an address.</summary>
    public bool IsMulticast => (Bits >> 40 & 1) == 1;

    /// <summary>The 6 bytes as they go over the wire.</summary>
    public byte[] ToBytes() =>
        [(byte)(Bits >> 40), (byte)(Bits >> 32), (byte)(Bits >> 24), (byte)(Bits >> 16), (byte)(Bits >> 8), (byte)Bits];

    /// <summary>The IPv6 link-local address that the kernel would generate from it (modified EUI-64, RFC 4291).</summary>
    public IpAddress ToLinkLocal()
    {
        ulong identifier = (Bits >> 24 << 40 | 0xff_fe00_0000 | Bits & 0xff_ffff) ^ 0x0200_0000_0000_0000;
        return new(IpFamily.IPv6, new UInt128(0xfe80_0000_0000_0000, identifier));
    }

    public override string ToString() => string.Join(':', ToBytes().Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
}
