using System.Globalization;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources.Nft;

/// <summary>What a rule can look at.</summary>
public enum NftSelector
{
    /// <summary><c>iifname</c>.</summary>
    InputInterface,

    /// <summary><c>oifname</c>.</summary>
    OutputInterface,

    /// <summary><c>meta l4proto</c>.</summary>
    Layer4Protocol,

    /// <summary><c>ip saddr</c>.</summary>
    IPv4Source,

    /// <summary><c>ip daddr</c>.</summary>
    IPv4Destination,

    /// <summary><c>ip6 saddr</c>.</summary>
    IPv6Source,

    /// <summary><c>ip6 daddr</c>.</summary>
    IPv6Destination,

    /// <summary><c>ether saddr</c>.</summary>
    EtherSource,

    /// <summary><c>arp saddr ip</c>: of whom an ARP packet says that it speaks.</summary>
    ArpSource,

    /// <summary><c>icmpv6 type</c>.</summary>
    Icmp6Type,

    /// <summary><c>icmpv6 taddr</c>, for which nft before 1.0.8 has no word: of whom a neighbour advertisement speaks.</summary>
    NeighbourTarget,

    /// <summary><c>th sport</c>.</summary>
    SourcePort,

    /// <summary><c>th dport</c>.</summary>
    DestinationPort,
}

/// <summary>What a frame carries (<c>ETH_P_*</c> of linux/if_ether.h).</summary>
public enum NftEtherType : ushort
{
    Ip = 0x0800,
    Arp = 0x0806,
    Ip6 = 0x86dd,
}

/// <summary>States of a connection (<c>NF_CT_STATE_BIT</c> of linux/netfilter/nf_conntrack_common.h).</summary>
[Flags]
public enum ConnectionStates : uint
{
    Invalid = 1,
    Established = 2,
    Related = 4,
    New = 8,
}

/// <summary>
/// One part of a rule in nft's language; prints as nft writes it. Closed, only the nested cases exist. What the kernel holds and
/// this language cannot say is <see cref="Opaque"/>, which never equals a wish.
/// </summary>
public abstract record NftStatement
{
    private NftStatement()
    {
    }

    /// <summary><c>meta nfproto ipv4</c> or <c>ipv6</c>: needed before anything of a network header in the inet family.</summary>
    public sealed record Family(IpFamily Value) : NftStatement
    {
        public override string ToString() => $"meta nfproto {(Value == IpFamily.IPv4 ? "ipv4" : "ipv6")}";
    }

    /// <summary><c>meta protocol</c>: needed before anything of a network header in the bridge family.</summary>
    public sealed record EtherType(NftEtherType Value) : NftStatement
    {
        public override string ToString() => $"meta protocol {NftSyntax.Of(Value)}";
    }

    /// <summary>
    /// A selector that equals a value or, negated, does not; a prefix is equal to every address in it. A single address is an
    /// <see cref="NftValue.Address"/>, not a prefix of full length.
    /// </summary>
    public sealed record Match(NftSelector Selector, NftValue Value, bool Negated = false) : NftStatement
    {
        public override string ToString() => $"{NftSyntax.Of(Selector)} {(Negated ? "!= " : "")}{Value}";
    }

    /// <summary>One or several selectors that together are in a named set or, negated, are not.</summary>
    public sealed record InSet(ValueList<NftSelector> Key, string Set, bool Negated = false) : NftStatement
    {
        public override string ToString() => $"{NftSyntax.Of(Key)} {(Negated ? "!= " : "")}@{Set}";
    }

    /// <summary><c>fib daddr type local</c>: the packet is for this host.</summary>
    public sealed record ForThisHost : NftStatement
    {
        public override string ToString() => "fib daddr type local";
    }

    /// <summary><c>ct state</c>: the connection is in one of the states.</summary>
    public sealed record ConnectionState(ConnectionStates States) : NftStatement
    {
        public override string ToString() => $"ct state {NftSyntax.Of(States)}";
    }

    /// <summary><c>ct status dnat</c>: the connection's destination was translated.</summary>
    public sealed record Translated : NftStatement
    {
        public override string ToString() => "ct status dnat";
    }

    /// <summary>The VNI of a VXLAN packet (RFC 7348, section 5): three bytes, 12 bytes behind the beginning of the UDP header.</summary>
    public sealed record Vni(int Value) : NftStatement
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"@th,96,24 {Value}");
    }

    /// <summary>Whether a packet came in, or goes out.</summary>
    public enum IpsecDirection : byte
    {
        In = 0,
        Out = 1,
    }

    /// <summary><c>ipsec in reqid</c>: the packet came in encrypted, or will go out so, by a state with this reqid.</summary>
    public sealed record Ipsec(IpsecDirection Direction, uint RequestId) : NftStatement
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"ipsec {WordOf(Direction)} reqid {RequestId}");
    }

    /// <summary>As nft writes a direction.</summary>
    public static string WordOf(IpsecDirection direction) => direction == IpsecDirection.In ? "in" : "out";

    /// <summary>The address and port that a map gives for the selectors become the packet's destination.</summary>
    /// <param name="KeepsPort">The map gives an address only; the port stays as it is.</param>
    public sealed record DestinationNat(IpFamily Value, ValueList<NftSelector> Key, string Map, bool KeepsPort = false) : NftStatement
    {
        public override string ToString() => $"dnat {(Value == IpFamily.IPv4 ? "ip" : "ip6")} to {NftSyntax.Of(Key)} map @{Map}";
    }

    /// <summary>The address that a map gives for the selectors becomes the packet's source; without an element nothing happens.</summary>
    public sealed record SourceNat(IpFamily Value, ValueList<NftSelector> Key, string Map) : NftStatement
    {
        public override string ToString() => $"snat {(Value == IpFamily.IPv4 ? "ip" : "ip6")} to {NftSyntax.Of(Key)} map @{Map}";
    }

    /// <summary>The source becomes the address of the outgoing interface.</summary>
    public sealed record Masquerade : NftStatement
    {
        public override string ToString() => "masquerade";
    }

    public sealed record Verdict(NftVerdict Value, string? Chain = null) : NftStatement
    {
        public override string ToString() => NftSyntax.Of(Value) + (Chain is null ? "" : " " + Chain);
    }

    /// <summary>What the kernel holds and this language does not say.</summary>
    /// <param name="Text">An expression's name and its bytes in hexadecimal, or <c>userdata</c> and those of the rule's comment.</param>
    public sealed record Opaque(string Text) : NftStatement
    {
        public override string ToString() => $"# {Text}";
    }
}

/// <summary>How a rule ends.</summary>
public enum NftVerdict
{
    Accept,
    Drop,
    Return,
    Jump,
    Goto,
}

/// <summary>One rule: its statements in order.</summary>
public sealed record NftRule(ValueList<NftStatement> Statements)
{
    /// <summary>The rule of statements, one behind the other.</summary>
    public static NftRule Of(params ReadOnlySpan<NftStatement> statements) => new(ValueList.Create(statements));

    public override string ToString() => string.Join(' ', Statements);
}
