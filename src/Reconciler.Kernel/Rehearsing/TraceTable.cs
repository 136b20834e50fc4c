using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;
using Reconciler.Kernel.Resources.Nft;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Nftables.Expressions;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>
/// A table that has the kernel tell what becomes of the packets of one question, from the first chain to the last. It decides
/// nothing, and belongs to the socket that made it: with that it goes, whatever happens.
/// </summary>
internal static class TraceTable
{
    /// <summary>No owner's: theirs have a hyphen.</summary>
    public const string Name = "reconciler_trace";

    private const string Question = "question-";
    private const string Answer = "answer-";

    // ICMP's and ICMPv6's types of a question and an answer (RFC 792, RFC 4443).
    private const byte IcmpEcho = 8;
    private const byte IcmpEchoReply = 0;
    private const byte IcmpV6Echo = 128;
    private const byte IcmpV6EchoReply = 129;

    // Where struct tcphdr of linux/tcp.h has the flags, and which (RFC 9293).
    private const int TcpFlags = 13;
    private const byte Syn = 0x02;
    private const byte Rst = 0x04;
    private const byte Ack = 0x10;

    // Chains of the same priority are called in no order that is promised: before and after all others.
    private const int First = int.MinValue;
    private const int Last = int.MaxValue;

    /// <summary>Writes the transaction that makes it.</summary>
    /// <param name="askers">
    /// Where others ask the same: the addresses by which who asks may be seen, and of TCP only the beginning of a connection counts. None: whoever asks.
    /// </param>
    public static void Write(MessageWriter writer, Probe probe, ValueList<IpAddress> askers)
    {
        NftablesBatch batch = new(writer);
        batch.Add(new Table(NetfilterFamily.Inet, Name) { Flags = TableFlags.Owner });
        foreach (NftHook hook in (ReadOnlySpan<NftHook>)[NftHook.Prerouting, NftHook.Output])
        {
            WriteMarking(batch, Question + NameOf(hook), hook, Packets(probe, askers, isAnswer: false));
            WriteMarking(batch, Answer + NameOf(hook), hook, Packets(probe, askers, isAnswer: true));
        }
        foreach (NftHook hook in Enum.GetValues<NftHook>())
            batch.Add(ChainAt(NameOf(hook), hook, Last));
        batch.End();
    }

    /// <summary>Whether a packet's message is of one of the table's rules, and tells a question from an answer.</summary>
    public static bool IsMark(TraceMessage message) => message is { Table: Name, RuleHandle: not null };

    public static bool IsAnswer(TraceMessage mark) => mark.Chain.StartsWith(Answer, StringComparison.Ordinal);

    /// <summary>Whether a message tells that the packet got as far as that.</summary>
    public static bool IsAt(TraceMessage message, NftHook hook) => message.Table == Name && message.Chain.EndsWith(NameOf(hook), StringComparison.Ordinal);

    /// <summary>Whether a packet has passed all chains that there are for it.</summary>
    public static bool IsEnd(TraceMessage message) => message.Type == TraceType.Policy && (IsAt(message, NftHook.Input) || IsAt(message, NftHook.Postrouting));

    private static void WriteMarking(NftablesBatch batch, string chain, NftHook hook, IEnumerable<Expression[]> packets)
    {
        batch.Add(ChainAt(chain, hook, First));
        foreach (Expression[] match in packets)
        {
            batch.Add(new Rule(NetfilterFamily.Inet, Name, chain)
            {
                Expressions = [.. match, new ImmediateExpression(Register.First, new Data.Value([1])), new MetaSetExpression(MetaKey.Trace, Register.First)],
            });
        }
    }

    private static Chain ChainAt(string name, NftHook hook, int priority) =>
        new(NetfilterFamily.Inet, Name, name) { Base = new("filter", (uint)hook, priority) };

    private static string NameOf(NftHook hook) => hook.ToString().ToLowerInvariant();

    // Where ports are published, the packets have one address and port before translation, and another one behind it.
    private static IEnumerable<Expression[]> Packets(Probe probe, ValueList<IpAddress> askers, bool isAnswer)
    {
        IpAddress?[] peers = askers.Count == 0 ? [null] : [.. askers.Select(a => (IpAddress?)a)];
        return new[] { (probe.Address, probe.Service), (Address: probe.ListenAddress, Service: probe.Answers) }.Distinct()
            .SelectMany(end => peers.Select(peer => Packets(end.Address, end.Service, peer, isAnswer)));
    }

    private static Expression[] Packets(IpAddress address, ServiceSpec service, IpAddress? peer, bool isAnswer)
    {
        bool isFour = address.Family == IpFamily.IPv4;
        TransportProtocol protocol = service.IsEcho ? isFour ? NftValue.Protocol.Icmp : NftValue.Protocol.IcmpV6 : service.Protocol;
        NftStatement[] statements =
        [
            new NftStatement.Family(address.Family),
            new NftStatement.Match(AddressAt(isFour, isSource: isAnswer), new NftValue.Address(address)),
            .. peer is { } asker ? (NftStatement[])[new NftStatement.Match(AddressAt(isFour, isSource: !isAnswer), new NftValue.Address(asker))] : [],
            new NftStatement.Match(NftSelector.Layer4Protocol, new NftValue.Protocol(protocol)),
        ];
        return
        [
            .. statements.SelectMany(StatementLowering.Lower),
            .. service.IsEcho ? EchoType(isFour, isAnswer) : Port(service, isAnswer),
            .. peer is not null && service.Protocol == TransportProtocol.Tcp ? Beginning(isAnswer) : [],
        ];
    }

    private static NftSelector AddressAt(bool isFour, bool isSource) => (isFour, isSource) switch
    {
        (true, false) => NftSelector.IPv4Destination,
        (true, true) => NftSelector.IPv4Source,
        (false, false) => NftSelector.IPv6Destination,
        (false, true) => NftSelector.IPv6Source,
    };

    // A connection is asked for by SYN alone, and answered by SYN with ACK, or by RST.
    private static IEnumerable<Expression> Beginning(bool isAnswer) =>
    [
        new PayloadExpression(PayloadBase.Transport, TcpFlags, 1, Register.First),
        new BitwiseExpression(Register.First, Register.First, [isAnswer ? (byte)(Syn | Rst) : (byte)(Syn | Rst | Ack)], [0]),
        isAnswer ? new CompareExpression(Register.First, Comparison.NotEqual, [0]) : new CompareExpression(Register.First, Comparison.Equal, [Syn]),
    ];

    private static IEnumerable<Expression> Port(ServiceSpec service, bool isAnswer) => StatementLowering.Lower(
        new NftStatement.Match(isAnswer ? NftSelector.SourcePort : NftSelector.DestinationPort, new NftValue.Port(service.Port)));

    private static IEnumerable<Expression> EchoType(bool isFour, bool isAnswer)
    {
        byte type = isAnswer ? isFour ? IcmpEchoReply : IcmpV6EchoReply : isFour ? IcmpEcho : IcmpV6Echo;
        return [new PayloadExpression(PayloadBase.Transport, 0, 1, Register.First), new CompareExpression(Register.First, Comparison.Equal, [type])];
    }
}
