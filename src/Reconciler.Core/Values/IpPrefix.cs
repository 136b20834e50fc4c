using System.Globalization;

namespace Reconciler.Core.Values;

/// <summary>
/// An address with a prefix length. As a subnet its host bits are zero (<see cref="IsSubnet"/>); as an interface's address
/// they name the interface (<c>10.20.0.1/24</c>).
/// </summary>
public readonly record struct IpPrefix(IpAddress Address, byte Length) : IComparable<IpPrefix>, ISpanFormattable
{
    /// <summary>Reads <c>ADDRESS/LENGTH</c>; host bits may be set.</summary>
    public static bool TryParse(string text, out IpPrefix prefix)
    {
        prefix = default;
        int slash = text.IndexOf('/');
        if (slash < 0 || !IpAddress.TryParse(text[..slash], out IpAddress address))
            return false;
        string length = text[(slash + 1)..];
        if (!byte.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out byte bits) || bits > address.Width)
            return false;
        prefix = new(address, bits);
        return length == bits.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The prefix of a text that is known to be right.</summary>
    public static IpPrefix Parse(string text) =>
        TryParse(text, out IpPrefix prefix) ? prefix : throw new FormatException($"'{text}' is not ADDRESS/LENGTH");

    /// <summary>Everything in the family: 0.0.0.0/0 or ::/0.</summary>
    public static IpPrefix Default(IpFamily family) => new(new(family, UInt128.Zero), 0);

    /// <summary>The prefix that holds one address only: /32 or /128.</summary>
    public static IpPrefix Single(IpAddress address) => new(address, (byte)address.Width);

    public IpFamily Family => Address.Family;

    /// <summary>Whether all host bits are zero.</summary>
    public bool IsSubnet => (Address.Bits & HostMask) == UInt128.Zero;

    /// <summary>The subnet that the address is in: the same prefix with its host bits cleared.</summary>
    public IpPrefix Subnet => new(First, Length);

    /// <summary>The lowest address, the network's own in IPv4.</summary>
    public IpAddress First => new(Family, Address.Bits & ~HostMask);

    /// <summary>The highest address, the broadcast address in IPv4.</summary>
    public IpAddress Last => new(Family, Address.Bits | HostMask);

    private UInt128 HostMask
    {
        get
        {
            int hostBits = Address.Width - Length;
            return hostBits == 128 ? UInt128.MaxValue : (UInt128.One << hostBits) - 1;
        }
    }

    /// <summary>Whether an address lies in the subnet.</summary>
    public bool Contains(IpAddress address) => address.Family == Family && address >= First && address <= Last;

    /// <summary>Whether all of another subnet lies in this one.</summary>
    public bool Contains(IpPrefix other) => Contains(other.First) && Contains(other.Last);

    /// <summary>Whether two subnets share an address.</summary>
    public bool Overlaps(IpPrefix other) => Contains(other.First) || other.Contains(First);

    /// <summary>By first address, the wider one first.</summary>
    public int CompareTo(IpPrefix other)
    {
        int byAddress = Address.CompareTo(other.Address);
        return byAddress != 0 ? byAddress : Length.CompareTo(other.Length);
    }

    public static bool operator <(IpPrefix left, IpPrefix right) => left.CompareTo(right) < 0;

    public static bool operator >(IpPrefix left, IpPrefix right) => left.CompareTo(right) > 0;

    public static bool operator <=(IpPrefix left, IpPrefix right) => left.CompareTo(right) <= 0;

    public static bool operator >=(IpPrefix left, IpPrefix right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Address}/{Length}");

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite(CultureInfo.InvariantCulture, $"{Address}/{Length}", out charsWritten);
}
