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
    InterfaceName = 41,
}

/// <summary>One value in a rule or an element; prints as nft writes it. Closed, only the nested cases exist.</summary>
public abstract record NftValue
{
    private NftValue()
    {
    }

    public sealed record Address(IpAddress Value) : NftValue
    {
        public override string ToString() => Value.ToString();
    }

    /// <summary>All addresses of a subnet.</summary>
    public sealed record Prefix(IpPrefix Value) : NftValue
    {
        public override string ToString() => Value.ToString();
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
