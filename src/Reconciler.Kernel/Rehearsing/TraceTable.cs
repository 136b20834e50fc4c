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

    // Chains of the same priority are called in no order that is promised: before and after all others.
    private const int First = int.MinValue;
    private const int Last = int.MaxValue;

    /// <summary>Writes the transaction that makes it.</summary>
    public static void Write(MessageWriter writer, Probe probe)
    {
        NftablesBatch batch = new(writer);
        batch.Add(new Table(NetfilterFamily.Inet, Name) { Flags = TableFlags.Owner });
        foreach (NftHook hook in (ReadOnlySpan<NftHook>)[NftHook.Prerouting, NftHook.Output])
        {
            WriteMarking(batch, Question + NameOf(hook), hook, Packets(probe, isAnswer: false));
            WriteMarking(batch, Answer + NameOf(hook), hook, Packets(probe, isAnswer: true));
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
    private static IEnumerable<Expression[]> Packets(Probe probe, bool isAnswer) =>
        new[] { (probe.Address, probe.Service), (Address: probe.ListenAddress, Service: probe.Answers) }.Distinct()
            .Select(end => Packets(end.Address, end.Service, isAnswer));

    private static Expression[] Packets(IpAddress address, ServiceSpec service, bool isAnswer)
    {
        bool isFour = address.Family == IpFamily.IPv4;
        NftSelector end = (isFour, isAnswer) switch
        {
            (true, false) => NftSelector.IPv4Destination,
            (true, true) => NftSelector.IPv4Source,
            (false, false) => NftSelector.IPv6Destination,
            (false, true) => NftSelector.IPv6Source,
        };
        TransportProtocol protocol = service.IsEcho ? isFour ? NftValue.Protocol.Icmp : NftValue.Protocol.IcmpV6 : service.Protocol;
        NftStatement[] statements =
        [
            new NftStatement.Family(address.Family),
            new NftStatement.Match(end, new NftValue.Address(address)),
            new NftStatement.Match(NftSelector.Layer4Protocol, new NftValue.Protocol(protocol)),
        ];
        return [.. statements.SelectMany(StatementLowering.Lower), .. service.IsEcho ? EchoType(isFour, isAnswer) : Port(service, isAnswer)];
    }

    private static IEnumerable<Expression> Port(ServiceSpec service, bool isAnswer) => StatementLowering.Lower(
        new NftStatement.Match(isAnswer ? NftSelector.SourcePort : NftSelector.DestinationPort, new NftValue.Port(service.Port)));

    private static IEnumerable<Expression> EchoType(bool isFour, bool isAnswer)
    {
        byte type = isAnswer ? isFour ? IcmpEchoReply : IcmpV6EchoReply : isFour ? IcmpEcho : IcmpV6Echo;
        return [new PayloadExpression(PayloadBase.Transport, 0, 1, Register.First), new CompareExpression(Register.First, Comparison.Equal, [type])];
    }
}
