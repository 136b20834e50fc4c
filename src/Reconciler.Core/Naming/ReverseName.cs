using System.Globalization;
using Reconciler.Core.Values;

namespace Reconciler.Core.Naming;

/// <summary>Names that stand for addresses: <c>10.0.20.10.in-addr.arpa</c> (RFC 1035, section 3.5), and 32 digits below <c>ip6.arpa</c> (RFC 3596).</summary>
public static class ReverseName
{
    private const string IPv4 = ".in-addr.arpa";
    private const string IPv6 = ".ip6.arpa";

    /// <summary>The address that a name stands for; <c>null</c>: none, or only a part of one.</summary>
    public static IpAddress? AddressOf(string name) =>
        name.EndsWith(IPv4, StringComparison.Ordinal) ? Read(name[..^IPv4.Length], IpFamily.IPv4, 4, 8)
        : name.EndsWith(IPv6, StringComparison.Ordinal) ? Read(name[..^IPv6.Length], IpFamily.IPv6, 32, 4)
        : null;

    /// <summary>The name that stands for an address.</summary>
    public static string Of(IpAddress address)
    {
        (int count, int bits, string end) = address.Family == IpFamily.IPv4 ? (4, 8, IPv4) : (32, 4, IPv6);
        IEnumerable<string> parts = Enumerable.Range(0, count).Select(i =>
            ((int)(address.Bits >> (i * bits)) & ((1 << bits) - 1)).ToString(bits == 8 ? "d" : "x", CultureInfo.InvariantCulture));
        return string.Join('.', parts) + end;
    }

    // The lowest part comes first.
    private static IpAddress? Read(string text, IpFamily family, int count, int bits)
    {
        string[] parts = text.Split('.');
        if (parts.Length != count)
            return null;
        UInt128 all = 0;
        for (int i = 0; i < count; i++)
        {
            NumberStyles style = bits == 8 ? NumberStyles.None : NumberStyles.AllowHexSpecifier;
            if (!uint.TryParse(parts[i], style, CultureInfo.InvariantCulture, out uint part) || part >= 1u << bits || (bits == 4 && parts[i].Length != 1))
                return null;
            all |= (UInt128)part << (i * bits);
        }
        return new(family, all);
    }
}
