using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables;

/// <summary><c>NFTA_TRACE_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum TraceAttribute : ushort
{
    Table = 1,
    Chain = 2,
    RuleHandle = 3,
    Type = 4,
    Verdict = 5,
    Id = 6,
    NetworkHeader = 8,
    InputInterface = 10,
    OutputInterface = 12,
    Policy = 16,
}

/// <summary><c>enum nft_trace_types</c></summary>
public enum TraceType : uint
{
    /// <summary><c>NFT_TRACETYPE_UNSPEC</c></summary>
    Unspecified = 0,

    /// <summary><c>NFT_TRACETYPE_POLICY</c>: the packet reached the end of a base chain.</summary>
    Policy = 1,

    /// <summary><c>NFT_TRACETYPE_RETURN</c>: the packet reached the end of a chain that others jump to.</summary>
    Return = 2,

    /// <summary><c>NFT_TRACETYPE_RULE</c>: a rule gave a verdict.</summary>
    Rule = 3,
}

/// <summary>
/// What became of a packet with <c>meta nftrace set 1</c> in one rule, or at the end of one chain: a <c>NFT_MSG_TRACE</c>, which the
/// kernel sends to the members of <see cref="Group"/> in the packet's network namespace.
/// </summary>
/// <param name="Family">Of the table.</param>
/// <param name="Id"><c>NFTA_TRACE_ID</c>: the same for one packet in one namespace.</param>
public sealed record TraceMessage(NetfilterFamily Family, string Table, string Chain, TraceType Type, uint Id)
{
    /// <summary><c>NFNLGRP_NFTRACE</c> of linux/netfilter/nfnetlink.h</summary>
    public const int Group = 9;

    /// <summary><c>NFTA_TRACE_RULE_HANDLE</c>, of a rule.</summary>
    public ulong? RuleHandle { get; init; }

    /// <summary><c>NFTA_TRACE_VERDICT</c>, of a rule.</summary>
    public Data.Verdict? Verdict { get; init; }

    /// <summary><c>NFTA_TRACE_POLICY</c>, of a base chain's end.</summary>
    public VerdictCode? Policy { get; init; }

    /// <summary><c>NFTA_TRACE_IIF</c>: index of the link that it came in by. Only the first message of each base chain says it.</summary>
    public uint? InputInterface { get; init; }

    /// <summary><c>NFTA_TRACE_OIF</c>: index of the link that it goes out by. Only the first message of each base chain says it.</summary>
    public uint? OutputInterface { get; init; }

    /// <summary><c>NFTA_TRACE_NETWORK_HEADER</c>: <c>struct iphdr</c> or <c>struct ipv6hdr</c>. Only the first message of each base chain has it.</summary>
    public Bytes NetworkHeader { get; init; }

    /// <summary>Whether the packet goes no further.</summary>
    public bool IsDrop => Verdict?.Code == VerdictCode.Drop || Policy == VerdictCode.Drop;

    /// <summary>Reads a <see cref="NftablesMessageType.Trace"/>.</summary>
    /// <exception cref="NetlinkFormatException">It is malformed.</exception>
    public static TraceMessage Read(MessageView message)
    {
        TraceMessage trace = new(NetfilterFamily.Unspecified, "", "", TraceType.Unspecified, 0);
        foreach (AttributeView<TraceAttribute> attribute in message.Read<NetfilterHeader, TraceAttribute>(out NetfilterHeader header))
        {
            trace = trace with { Family = (NetfilterFamily)header.Family };
            trace = attribute.Type switch
            {
                TraceAttribute.Table => trace with { Table = attribute.Text },
                TraceAttribute.Chain => trace with { Chain = attribute.Text },
                TraceAttribute.RuleHandle => trace with { RuleHandle = attribute.LongNumber() },
                TraceAttribute.Type => trace with { Type = (TraceType)attribute.Number() },
                TraceAttribute.Verdict => trace with { Verdict = Data.Verdict.Read(attribute.Nested<VerdictAttribute>()) },
                TraceAttribute.Id => trace with { Id = attribute.Number() },
                TraceAttribute.NetworkHeader => trace with { NetworkHeader = Bytes.From(attribute.Bytes) },
                TraceAttribute.InputInterface => trace with { InputInterface = attribute.Number() },
                TraceAttribute.OutputInterface => trace with { OutputInterface = attribute.Number() },
                TraceAttribute.Policy => trace with { Policy = (VerdictCode)attribute.Number() },
                _ => trace,
            };
        }

        return trace;
    }
}
