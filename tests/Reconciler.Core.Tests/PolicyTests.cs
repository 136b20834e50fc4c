using CsCheck;
using Reconciler.Core.Compiling;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;
using static Reconciler.Core.Tests.TestDocuments;

namespace Reconciler.Core.Tests;

/// <summary>What policies come to, against what they say.</summary>
public class PolicyTests
{
    private static readonly ServiceSpec[] Services =
    [
        ServiceSpec.Echo, new(TransportProtocol.Tcp, 1), new(TransportProtocol.Tcp, 20), new(TransportProtocol.Tcp, 41), new(TransportProtocol.Tcp, 61),
        new(TransportProtocol.Udp, 53),
    ];

    private static readonly IpAddress[] Strangers =
        [IpAddress.Parse("10.0.0.1"), IpAddress.Parse("10.1.0.77"), IpAddress.Parse("192.0.2.1"), IpAddress.Parse("fd00::1"), IpAddress.Parse("2001:db8::1")];

    private static NftElement[] ElementsOf(DocumentSet documents) =>
        [.. Compiler.Compile(documents, "default", Snapshot.Empty).Resources.Select(d => d.Resource).OfType<NftElement>()];

    // In a subnet of the documents there are containers and the gateway: whoever opens to the network opens to all of it.
    private static bool IsStranger(IpAddress address, DocumentSet documents) => documents.Networks.All(
        n => n.Spec.Subnets.All(s => !s.Cidr.Contains(address) || n.Spec.GatewayOf(s) == address));

    [Fact]
    public void Containers_are_open_for_exactly_what_policies_list() =>
        AnyDocuments.Sets.Sample(documents =>
        {
            ILookup<NamespaceId, NftElement> elements = ElementsOf(documents).ToLookup(e => e.Table.Namespace);
            PolicyJudge judge = new(documents);
            foreach (Document<ContainerAttachmentSpec> attachment in documents.Attachments)
            {
                foreach (PolicyDirection direction in Enum.GetValues<PolicyDirection>().Where(d => judge.Closing(attachment, d).Any()))
                {
                    foreach (IpAddress stranger in Strangers.Where(s => IsStranger(s, documents)))
                    {
                        foreach (ServiceSpec service in Services)
                            AssertSame(judge, elements[Compiler.NamespaceOf(attachment.Spec.Container)], attachment, direction, stranger, service);
                    }
                }
            }
        }, iter: 150);

    // A container may have several interfaces; which one is the attachment's does not matter to a stranger unless policies differ.
    private static void AssertSame(
        PolicyJudge judge, IEnumerable<NftElement> elements, Document<ContainerAttachmentSpec> attachment, PolicyDirection direction, IpAddress stranger, ServiceSpec service)
    {
        if (attachment.Spec.Interface is not string link
            || judge.Opens(attachment, direction, PolicyParty.Somebody(stranger), service) is not bool expected)
            return;
        string set = $"{(direction == PolicyDirection.Ingress ? "ingress" : "egress")}-{(stranger.Family == IpFamily.IPv4 ? "ip" : "ip6")}";
        NftElement[] matching = [.. elements.Where(e => e.Set == set && e.Key[0] == new NftValue.Interface(link) && Matches(e.Key, stranger, service))];
        Assert.True(
            matching.Length == (expected ? 1 : 0),
            $"{attachment.Id} at {link} is {(expected ? "open" : "closed")} for {service} of {stranger} ({direction}), and not by {string.Join(", ", matching.Select(m => m.Id))}");
    }

    private static bool Matches(ValueList<NftValue> key, IpAddress address, ServiceSpec service)
    {
        TransportProtocol protocol = service.IsEcho && address.Family == IpFamily.IPv6 ? NftValue.Protocol.IcmpV6 : service.Protocol;
        return Contains(key[1], address) && Contains(key[2], protocol) && Contains(key[3], service.Port);
    }

    private static bool Contains(NftValue value, IpAddress address) => value switch
    {
        NftValue.Prefix prefix => prefix.Value.Contains(address),
        NftValue.Range { First: NftValue.Address first, Last: NftValue.Address last } => first.Value <= address && address <= last.Value,
        _ => false,
    };

    private static bool Contains(NftValue value, TransportProtocol protocol) => value switch
    {
        NftValue.Protocol one => one.Value == protocol,
        NftValue.Range { First: NftValue.Protocol first, Last: NftValue.Protocol last } => first.Value <= protocol && protocol <= last.Value,
        _ => false,
    };

    private static bool Contains(NftValue value, ushort port) => value switch
    {
        NftValue.Port one => one.Value == port,
        NftValue.Range { First: NftValue.Port first, Last: NftValue.Port last } => first.Value <= port && port <= last.Value,
        _ => false,
    };

    private static DocumentSet Db(params PeerSpec[] from) => Set(
        [Network("net", "10.1.0.0/24")],
        [Attachment("db", "net", more: a => a with { Addresses = [IpAddress.Parse("10.1.0.10")] }),
            .. Enumerable.Range(0, 3).Select(i => Attachment($"web{i}", "net", more: a => a with { Addresses = [IpAddress.Parse($"10.1.0.{20 + i}")] }))]) with
    {
        Policies =
        [
            Policy("db", new()
            {
                AppliesTo = new() { Attachment = "db" },
                Ingress = [new() { Peers = from.ToValueList(), Ports = [new(TransportProtocol.Tcp, new(80)), new(TransportProtocol.Tcp, new(90, 99)), new(TransportProtocol.Tcp, new(95, 120))] }],
            }),
        ],
    };

    private static string[] OpenTo(DocumentSet documents) =>
        [.. ElementsOf(documents).Where(e => e.Set == "ingress-ip" && !e.Table.Namespace.IsHost).Select(e => string.Join(" . ", e.Key))];

    private static PeerSpec.Addresses Cidr(string cidr, params string[] except) => new(IpPrefix.Parse(cidr), except.Select(IpPrefix.Parse).ToValueList());

    private static PeerSpec.Attachments Named(string name) => new(new() { Attachment = name });

    [Fact]
    public void Neighbouring_peers_keep_an_element_each_so_that_one_more_is_one_more() => Assert.Equal(
        [
            "\"eth0\" . 10.1.0.20/32 . tcp . 80", "\"eth0\" . 10.1.0.20/32 . tcp . 90-120",
            "\"eth0\" . 10.1.0.21/32 . tcp . 80", "\"eth0\" . 10.1.0.21/32 . tcp . 90-120",
        ],
        OpenTo(Db(Named("web0"), Named("web1"))));

    [Fact]
    public void A_peer_within_a_subnet_that_is_listed_changes_nothing() => Assert.Equal(OpenTo(Db(Cidr("10.1.0.0/24"))), OpenTo(Db(Cidr("10.1.0.0/24"), Named("web1"))));

    [Fact]
    public void What_is_excepted_is_cut_out() => Assert.Equal(
        ["192.0.2.0-192.0.2.6", "192.0.2.8-192.0.2.255"],
        OpenTo(Db(Cidr("192.0.2.0/24", "192.0.2.7/32"))).Where(e => e.EndsWith(". 80", StringComparison.Ordinal)).Select(e => e.Split(" . ")[1]));

    [Fact]
    public void What_one_excepts_another_may_list() => Assert.Equal(
        ["192.0.2.0/28", "192.0.2.16-192.0.2.255"],
        OpenTo(Db(Cidr("192.0.2.0/24", "192.0.2.7/32"), Cidr("192.0.2.0/28"))).Where(e => e.EndsWith(". 80", StringComparison.Ordinal)).Select(e => e.Split(" . ")[1]));

    [Fact]
    public void A_network_of_ours_is_its_subnet_without_the_host() => Assert.Equal(
        ["10.1.0.0/32", "10.1.0.2-10.1.0.255"],
        OpenTo(Db(new PeerSpec.Attachments(new() { Network = "net" }))).Where(e => e.EndsWith(". 80", StringComparison.Ordinal)).Select(e => e.Split(" . ")[1]));

    [Fact]
    public void Senders_are_verified_only_when_there_is_a_policy()
    {
        DocumentSet documents = Db(Named("web0"));
        Assert.Contains(ElementsOf(documents), e => e.Set == "senders-ip" && e.Table.Family == NftFamily.Bridge);
        Assert.DoesNotContain(ElementsOf(documents with { Policies = [] }), e => e.Table.Family == NftFamily.Bridge);
    }

    [Fact]
    public void One_more_attachment_that_policies_select_is_elements_only()
    {
        static DocumentSet With(int webs) => Set(
            [Network("net", "10.1.0.0/24", "fd01::/64")],
            [Attachment("db", "net"), .. Enumerable.Range(0, webs).Select(i => Attachment($"web{i}", "net", "shared"))]) with
        {
            Policies = [Policy("db", new() { AppliesTo = new() { Network = "net" }, Ingress = [new() { Peers = [new PeerSpec.Attachments(new() { Network = "net" })] }] })],
        };
        static IEnumerable<Resource> RulesOf(DocumentSet documents) =>
            Compiler.Compile(documents, "default", Snapshot.Empty).Resources.Select(d => d.Resource).Where(r => r is NftChain or NftSet or NftTable);
        Assert.Equal(RulesOf(With(1)), RulesOf(With(40)));
    }
}
