using System.Text.Json;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Nftables.Expressions;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Tests.Nftables;

/// <summary>Transactions on the real kernel; nft's JSON is the second oracle.</summary>
public sealed class KernelRulesetTests : IDisposable
{
    private const NetfilterFamily Inet = NetfilterFamily.Inet;

    private readonly NetworkNamespace here = Requirements.PrivateNamespace();
    private readonly NetlinkConnection netfilter;

    public KernelRulesetTests() => netfilter = NetlinkConnection.Open(here, NetlinkProtocol.Netfilter);

    public void Dispose()
    {
        netfilter.Dispose();
        here.Dispose();
    }

    [Fact]
    public void Objects_and_rules_are_made_and_read_by_both()
    {
        Chain chain = new(Inet, "t", "input") { Base = new("filter", 1, 7, VerdictCode.Drop) };
        Rule rule = new(Inet, "t", "input")
        {
            Expressions =
            [
                new MetaExpression(MetaKey.Layer4Protocol, Register.First),
                new CompareExpression(Register.First, Comparison.Equal, [6]),
                new PayloadExpression(PayloadBase.Transport, 2, 2, Register.First),
                new LookupExpression("ports", Register.First),
                new CounterExpression(),
                ImmediateExpression.Verdict(VerdictCode.Accept),
            ],
        };
        Transact(batch =>
        {
            batch.Add(new Table(Inet, "t"));
            batch.Add(chain);
            batch.Add(Ports);
            batch.Add(new SetElements(Inet, "t", "ports", [new SetElement([0, 22]), new SetElement([0, 80])]));
            batch.Add(rule);
        });

        Assert.Equal(new Table(Inet, "t"), netfilter.Dump(NftablesRequests.Tables, Table.Read).Single());
        Chain readChain = netfilter.Dump(w => NftablesRequests.Chains(w, Inet), Chain.Read).Single();
        Assert.Equal(chain with { Flags = ChainFlags.Base }, readChain);
        Assert.Equal(rule.Expressions, Rules().Single().Expressions);
        Assert.Equal(Ports, netfilter.Dump(w => NftablesRequests.Sets(w, Inet, "t"), Set.Read).Single());
        Assert.Equal(["0016", "0050"], Elements().Select(e => e.Key.ToString()).Order());

        JsonElement listed = Listed("rule");
        Assert.Equal(
            """[{"match":{"op":"==","left":{"payload":{"protocol":"tcp","field":"dport"}},"right":"@ports"}},"""
            + """{"counter":{"packets":0,"bytes":0}},{"accept":null}]""",
            JsonSerializer.Serialize(listed.GetProperty("expr")));
        Assert.Equal("[22,80]", JsonSerializer.Serialize(Listed("set").GetProperty("elem")));
        Assert.Equal((7, "drop"), (Listed("chain").GetProperty("prio").GetInt32(), Listed("chain").GetProperty("policy").GetString()));
    }

    [Fact]
    public void Rules_are_placed_replaced_and_deleted_by_their_handles()
    {
        Transact(batch =>
        {
            batch.Add(new Table(Inet, "t"));
            batch.Add(new Chain(Inet, "t", "c"));
            batch.Add(Ending(VerdictCode.Accept));
            batch.Add(Ending(VerdictCode.Drop));
        });
        ulong[] handles = [.. Rules().Select(rule => rule.Handle!.Value)];

        Transact(batch => batch.Add(Ending(VerdictCode.Return) with { Position = handles[0] }));
        Assert.Equal([VerdictCode.Accept, VerdictCode.Return, VerdictCode.Drop], Endings());
        Transact(batch => batch.Replace(Ending(VerdictCode.Continue) with { Handle = handles[0] }));
        Assert.Equal([VerdictCode.Continue, VerdictCode.Return, VerdictCode.Drop], Endings());
        Transact(batch => batch.Delete(Ending(VerdictCode.Drop) with { Handle = handles[1] }));
        Assert.Equal([VerdictCode.Continue, VerdictCode.Return], Endings());
        Transact(batch => batch.Flush(new Chain(Inet, "t", "c")));
        Assert.Empty(Rules());
    }

    [Fact]
    public void What_is_not_known_is_written_back_as_it_was()
    {
        Nft("add table inet t; add chain inet t c; "
            + "add rule inet t c limit rate 5/minute log group 7 quota over 25 mbytes numgen inc mod 2 0 accept comment \"by hand\"");
        string before = Nft("list ruleset");
        Rule rule = Rules().Single();
        Assert.Equal(["limit", "log", "quota", "numgen", "cmp", "immediate"], rule.Expressions.Select(e => e.Name));
        Transact(batch =>
        {
            batch.Flush(new Chain(Inet, "t", "c"));
            batch.Add(rule with { Position = null });
        });
        Assert.Equal(before, Nft("list ruleset"));
    }

    [Fact]
    public void Elements_with_timeouts_and_comments_are_written_back_as_they_were()
    {
        Nft("add table inet t; add set inet t s { type inet_service; flags timeout; }; "
            + "add element inet t s { 80 timeout 1d comment \"web\" }");
        SetElement element = Elements("s").Single();
        Assert.False(element.Others.IsEmpty);
        Transact(batch =>
        {
            batch.Delete(new SetElements(Inet, "t", "s", [new SetElement(element.Key)]));
            batch.Add(new SetElements(Inet, "t", "s", [element]));
        });
        JsonElement listed = Listed("set").GetProperty("elem")[0].GetProperty("elem");
        Assert.Equal((80, 86_400), (listed.GetProperty("val").GetInt32(), listed.GetProperty("timeout").GetInt32()));
        Assert.Equal("web", listed.GetProperty("comment").GetString());
    }

    [Fact]
    public void More_elements_than_one_message_holds_arrive()
    {
        SetElement[] elements = [.. Enumerable.Range(0, 20_000).Select(i => new SetElement([(byte)(i >> 8), (byte)i]))];
        Transact(batch =>
        {
            batch.Add(new Table(Inet, "t"));
            batch.Add(Ports);
            batch.Add(new SetElements(Inet, "t", "ports", elements));
        });
        Assert.Equal(elements.ToHashSet(), Elements().ToHashSet());
    }

    [Fact]
    public void Nothing_of_a_refused_transaction_stays_and_its_message_is_named()
    {
        NetlinkException refusal = Assert.Throws<NetlinkException>(() => Transact(batch =>
        {
            batch.Add(new Table(Inet, "t"));
            batch.Add(new Chain(Inet, "missing", "c"));
            batch.Add(new Chain(Inet, "t", "c"));
        }));
        Assert.Equal((2, Errno.ENOENT), (refusal.Request, refusal.Errno));
        Assert.Equal("", Nft("list ruleset"));
    }

    [Fact]
    public void A_generation_is_good_for_one_transaction()
    {
        uint generation = Generation();
        Transact(batch => batch.Add(new Table(Inet, "t")), generation);
        Assert.Equal(generation + 1, Generation());
        NetlinkException refusal = Assert.Throws<NetlinkException>(() => Transact(batch => batch.Add(new Table(Inet, "u")), generation));
        Assert.Equal((0, Errno.ERESTART), (refusal.Request, refusal.Errno));
    }

    [Fact]
    public void A_batch_without_its_end_is_only_checked()
    {
        MessageWriter messages = new();
        new NftablesBatch(messages).Add(new Table(Inet, "t"));
        netfilter.Transact(messages);
        Assert.Equal("", Nft("list ruleset"));
    }

    [Fact]
    public void A_table_is_put_to_sleep_and_woken()
    {
        Table table = new(Inet, "t") { UserData = [0, 2, (byte)'x', 0] };
        Transact(batch => batch.Add(table with { Flags = TableFlags.Dormant }));
        Assert.Equal(table with { Flags = TableFlags.Dormant }, netfilter.Dump(NftablesRequests.Tables, Table.Read).Single());
        Transact(batch => batch.Add(table));
        Assert.Equal(table, netfilter.Dump(NftablesRequests.Tables, Table.Read).Single());
        Transact(batch => batch.Delete(table));
        Assert.Empty(netfilter.Dump(NftablesRequests.Tables, Table.Read));
    }

    private static Set Ports { get; } =
        new(Inet, "t", "ports") { KeyType = 13, KeyLength = 2, UserData = SetUserData.Of(ByteOrder.Network) };

    private static Rule Ending(VerdictCode code) => new(Inet, "t", "c") { Expressions = [ImmediateExpression.Verdict(code)] };

    private IEnumerable<VerdictCode> Endings() =>
        Rules().Select(rule => ((Data.Verdict)((ImmediateExpression)rule.Expressions.Single()).Value).Code);

    private IReadOnlyList<Rule> Rules() => netfilter.Dump(w => NftablesRequests.Rules(w, Inet, "t"), Rule.Read);

    private IEnumerable<SetElement> Elements(string set = "ports") =>
        netfilter.Dump(w => NftablesRequests.Elements(w, Inet, "t", set), SetElements.Read).SelectMany(part => part.Elements);

    private uint Generation()
    {
        MessageWriter request = new();
        NftablesRequests.Generation(request);
        return netfilter.Get(request, Netlink.Nftables.Generation.Read).Single().Id;
    }

    private void Transact(Action<NftablesBatch> write, uint? generation = null)
    {
        MessageWriter messages = new();
        NftablesBatch batch = new(messages, generation);
        write(batch);
        batch.End();
        netfilter.Transact(messages);
    }

    private JsonElement Listed(string kind) => JsonDocument.Parse(Nft("-j", "list ruleset")).RootElement.GetProperty("nftables")
        .EnumerateArray().Single(e => e.TryGetProperty(kind, out _)).GetProperty(kind);

    private string Nft(params string[] command) => NamespaceShell.Run(here, ["nft", .. command]);
}
