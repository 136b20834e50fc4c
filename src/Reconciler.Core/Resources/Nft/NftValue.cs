using System.Globalization;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources.Nft;

/// <summary>The data types of sets and maps; the values are nft's own numbers (<c>enum datatypes</c> of nftables' datatype.h).</summary>
public enum NftType : byte
{
    Verdict = 1,
    IPv4Address = 7,
    IPv6Address = 8,
    EtherAddress = 9,
    InetProtocol = 12,
    InetService = 13,
    Icmp6Type = 29,
    InterfaceName = 41,
}

/// <summary>Types by what they are for.</summary>
public static class NftTypes
{
    /// <summary>The type of a family's addresses.</summary>
    public static NftType AddressOf(IpFamily family) => family == IpFamily.IPv4 ? NftType.IPv4Address : NftType.IPv6Address;
}

/// <summary>One value in a rule or an element; prints as nft writes it. Closed, only the nested cases exist.</summary>
public abstract record NftValue : ISpanFormattable
{
    private NftValue()
    {
    }

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryWrite(destination, out charsWritten);

    /// <summary>Writes what it prints as; those that keys are full of do so without a text of their own.</summary>
    private protected virtual bool TryWrite(Span<char> destination, out int charsWritten) =>
        destination.TryWrite(CultureInfo.InvariantCulture, $"{ToString()}", out charsWritten);

    /// <summary>Addresses as an element of intervals has them: a prefix where they are one, a range elsewhere.</summary>
    public static NftValue Of(IpRange addresses) => addresses.AsPrefix() is IpPrefix prefix
        ? new Prefix(prefix)
        : new Range(new Address(addresses.First), new Address(addresses.Last));

    /// <summary>Ports as an element of intervals has them.</summary>
    public static NftValue Of(PortRange ports) =>
        ports.Count == 1 ? new Port(ports.First) : new Range(new Port(ports.First), new Port(ports.Last));

    /// <summary>The addresses that it stands for; <c>null</c>: for none.</summary>
    public IpRange? AsAddresses() => this switch
    {
        Address one => IpRange.Single(one.Value),
        Prefix prefix => IpRange.Of(prefix.Value),
        Range { First: Address first, Last: Address last } => new(first.Value, last.Value),
        _ => null,
    };

    /// <summary>The ports that it stands for; <c>null</c>: for none.</summary>
    public PortRange? AsPorts() => this switch
    {
        Port one => new PortRange(one.Value),
        Range { First: Port first, Last: Port last } => new PortRange(first.Value, last.Value),
        _ => null,
    };

    public sealed record Address(IpAddress Value) : NftValue
    {
        public override string ToString() => Value.ToString();

        private protected override bool TryWrite(Span<char> destination, out int charsWritten) =>
            destination.TryWrite(CultureInfo.InvariantCulture, $"{Value}", out charsWritten);
    }

    /// <summary>All addresses of a subnet.</summary>
    public sealed record Prefix(IpPrefix Value) : NftValue
    {
        public override string ToString() => Value.ToString();

        private protected override bool TryWrite(Span<char> destination, out int charsWritten) =>
            destination.TryWrite(CultureInfo.InvariantCulture, $"{Value}", out charsWritten);
    }

    public sealed record Protocol(TransportProtocol Value) : NftValue
    {
        /// <summary><c>IPPROTO_ICMP</c>.</summary>
        public const TransportProtocol Icmp = (TransportProtocol)1;

        /// <summary><c>IPPROTO_ICMPV6</c>.</summary>
        public const TransportProtocol IcmpV6 = (TransportProtocol)58;

        public override string ToString() => Value switch
        {
            TransportProtocol.Tcp => "tcp",
            TransportProtocol.Udp => "udp",
            TransportProtocol.Sctp => "sctp",
            Icmp => "icmp",
            IcmpV6 => "ipv6-icmp",
            _ => ((byte)Value).ToString(CultureInfo.InvariantCulture),
        };
    }

    public sealed record Port(ushort Value) : NftValue
    {
        public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

        private protected override bool TryWrite(Span<char> destination, out int charsWritten) =>
            Value.TryFormat(destination, out charsWritten, provider: CultureInfo.InvariantCulture);
    }

    public sealed record Mac(MacAddress Value) : NftValue
    {
        public override string ToString() => Value.ToString();
    }

    /// <summary>A type of ICMPv6 messages, by its number.</summary>
    public sealed record Icmp6Type(byte Value) : NftValue
    {
        public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>An interface by its name.</summary>
    public sealed record Interface(string Value) : NftValue
    {
        public override string ToString() => $"\"{Value}\"";
    }

    /// <summary>All values from one to another, both included.</summary>
    public sealed record Range(NftValue First, NftValue Last) : NftValue
    {
        public override string ToString() => $"{First}-{Last}";
    }

    /// <summary>As a key: all keys that have no element of their own.</summary>
    public sealed record Any : NftValue
    {
        public override string ToString() => "*";
    }

    /// <summary>What a verdict map gives.</summary>
    public sealed record Verdict(NftVerdict Value, string? Chain = null) : NftValue
    {
        public override string ToString() => NftSyntax.Of(Value) + (Chain is null ? "" : " " + Chain);
    }

    /// <summary>A value of a type that this language does not have, as the kernel holds it.</summary>
    /// <param name="Hex">The bytes in hexadecimal.</param>
    public sealed record Opaque(string Hex) : NftValue
    {
        public override string ToString() => $"0x{Hex}";
    }
}
