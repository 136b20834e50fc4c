using Reconciler.Core.Diagnostics;

namespace Reconciler.Loading.Tests.CrossDocument;

/// <summary>Documents that contradict each other.</summary>
public class CrossDocumentTests
{
    private static readonly string Web = Marked.Network("web", "subnets: [10.20.0.0/24, 'fd00:20::/64']");

    public static TheoryData<string, string> Contradictions => new()
    {
        { "RC1301", Web + Marked.Network("§web", "subnets: [10.21.0.0/24]") },
        { "RC1301", On("a", "") + On("§a", "") + Web },
        { "RC1302", Marked.Attachment("a", "container: c, network: §wbe") + Web },
        { "RC1303", Marked.Network("db", "subnets: [10.21.0.0/24], reachableFrom: [web, §wbe]") + Web },
        { "RC1304", Marked.Network("db", "subnets: [10.21.0.0/24], reachableFrom: [§db]") },
        { "RC1213", Marked.Network("db", "subnets: [10.21.0.0/24], reachableFrom: [web, §web]") + Web },
        { "RC1305", "apiVersion: reconciler/v1\nkind: Network\nmetadata: {name: web}\n§spec: {mode: bridge}\n" },
        { "RC1305", Marked.Network("web", "subnets: §[]") },
        { "RC1306", Web + Marked.Network("b", "subnets: [10.0.0.0/16]") + Marked.Network("c", "subnets: [§10.20.0.0/25]") },
        { "RC1306", Marked.Network("a", "subnets: [10.0.0.0/8]")
            + Marked.Network("b", "subnets: [§10.1.0.0/16]") + Marked.Network("c", "subnets: [§10.2.0.0/16]") },
        { "RC1306", Web + Marked.Network("b", "subnets: [{cidr: §'fd00::/16'}]") },
        { "RC1307", Web + On("a", "addresses: [10.20.0.9]") + On("b", "addresses: [§10.20.0.9]") + On("d", "addresses: [§10.20.0.9]") },
        { "RC1308", Web + On("a", "addresses: [§10.21.0.9, 'fd00:20::9']") },
        { "RC1308", Web + On("a", "addresses: [§'fd00:21::9']") },
        { "RC1309", Marked.Network("web", "subnets: [10.20.0.0/24]") + On("a", "addresses: [§'fd00:20::9']") },
        { "RC1310", Web + On("a", "addresses: [§10.20.0.0]") },
        { "RC1310", Web + On("a", "addresses: [§10.20.0.255]") },
        { "RC1310", Web + On("a", "addresses: [§10.20.0.1]") },
        { "RC1310", Web + On("a", "addresses: [§'fd00:20::']") },
        { "RC1310", Marked.Network("web", "subnets: [{cidr: 10.20.0.0/24, gateway: 10.20.0.254}]") + On("a", "addresses: [§10.20.0.254]") },
        { "RC1311", Web + On("a", "mac: 02:00:00:00:00:01") + On("b", "mac: §02:00:00:00:00:01") },
        { "RC1312", Web + On("a", "interface: eth0", "x")
            + On("b", "interface: §eth0", "{path: /run/netns/x}") + On("d", "interface: §eth0", "{path: /var/run/netns/x}") },
        { "RC1312", Web + On("a", "interface: eth0", "{pid: 7}") + On("b", "interface: §eth0", "{path: /proc/7/ns/net}") },
        { "RC1313", Marked.Network("a", "subnets: [10.1.0.0/24], bridge: {interface: x}")
            + Marked.Network("b", "subnets: [10.2.0.0/24], bridge: {interface: §x}") },
        { "RC1313", Web + On("a", "hostInterface: x") + On("b", "hostInterface: §x") + On("d", "hostInterface: §br-web") },
        { "RC1313", Web + On("a", "hostInterface: veth-b") + On("b", "").Replace("spec:", "§spec:", StringComparison.Ordinal) },
        { "RC1314", Web + On("a", "ports: [8080:80]") + On("b", "ports: [§8080:81]") },
        { "RC1314", Web + On("a", "ports: [8080-8090:80-90]") + On("b", "ports: [§8090:80, 8091:80]") },
        { "RC1314", Web + On("a", "ports: [192.0.2.1:8080:80]") + On("b", "ports: [§8080:80]") },
        { "RC1314", Web + On("a", "ports: ['192.0.2.1:8080:80', §192.0.2.1:8080:81]") },
        { "RC1314", Web + On("a", "ports: [8000-8999:8000-8999, '9000:1']") + On("b", "ports: [§192.0.2.1:8500:80]") },
        { "RC1345", Marked.Network("web", "subnets: [10.20.0.0/24]") + On("a", "ports: [{host: 80, container: 80, allowFrom: [10.0.0.0/8, §'fd00::/8']}]") },
        { "RC1315", Marked.Network("web", "subnets: [10.20.0.0/24]") + On("a", "ports: [§'[fd00::1]:80:80']") },
    };

    public static TheoryData<string> Agreements => new()
    {
        { Web + Marked.Attachment("web", "container: c, network: web") },
        { Marked.Attachment("a", "container: c, network: web") + Web },
        { Web + Marked.Network("db", "subnets: [10.20.1.0/24, 'fd00:20:0:1::/64'], reachableFrom: [web]") },
        { Web + On("a", "addresses: [10.20.0.2]") + On("b", "addresses: [10.20.0.254, 'fd00:20::ffff:ffff:ffff:ffff']") },
        { Web + Marked.Network("db", "subnets: [10.21.0.0/24]") + On("a", "mac: 02:00:00:00:00:01")
            + Marked.Attachment("b", "container: c, network: db, mac: 02:00:00:00:00:01") },
        { Web + On("a", "interface: eth0", "x") + On("b", "interface: eth1", "x") + On("d", "interface: eth0", "y") },
        { Web + On("a", "ports: [8080:80, 8080:80/udp, 8081:80]") },
        { Web + On("a", "ports: [192.0.2.1:8080:80]") + On("b", "ports: [192.0.2.2:8080:80]") },
        { Web + On("a", "ports: [8080-8089:80-89]") + On("b", "ports: [8079:80, 8090:80]") },
        { Marked.Network("four", "subnets: [10.1.0.0/24]") + Marked.Network("six", "subnets: ['fd00:1::/64']")
            + Marked.Attachment("a", "container: c, network: four, ports: [80:80]") + Marked.Attachment("b", "container: c, network: six, ports: [80:80]") },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void Documents_cannot_say_together(string code, string marked) => Marked.AssertFaults(code, marked);

    [Theory]
    [MemberData(nameof(Agreements))]
    public void Documents_can_say_together(string yaml) => Marked.AssertValid(yaml);

    [Fact]
    public void The_first_place_and_the_nearest_name_are_told()
    {
        Diagnostic duplicate = Marked.AssertFaults("RC1301", Web + Marked.Network("§web", "subnets: [10.21.0.0/24]"))[0];
        Assert.Equal("Network/web exists already, at <stdin>:3:18", duplicate.Message);
        Assert.Equal("did you mean 'web'?", Marked.AssertFaults("RC1302", Marked.Attachment("a", "container: c, network: §wbe") + Web)[0].Hint);
    }

    [Theory]
    [InlineData("subnets: [§10.20.0.1/24]")]
    [InlineData("subnets: [10.20.0.0/24], §tier: front")]
    [InlineData("subnets: [§10.20.0.0/99]")]
    public void A_reference_to_a_network_that_is_at_fault_is_no_fault(string fields)
    {
        string marked = Marked.Network("web", fields) + On("a", "addresses: [10.99.0.9]").Replace("10.99", "10.20", StringComparison.Ordinal);
        LoadResult result = Marked.Load(marked.Replace("§", "", StringComparison.Ordinal));
        Assert.Single(result.Diagnostics);
    }

    [Theory]
    [InlineData("apiVersion: reconciler/v1\nkind: Netwrk\nmetadata: {name: web}\n---\n")]
    [InlineData("apiVersion: reconciler/v1\nkind: Network\nmetadata: {labels: {}}\n---\n")]
    [InlineData("- web\n---\n")]
    public void A_document_that_cannot_be_read_may_be_the_network(string unreadable) =>
        Assert.DoesNotContain(Marked.Load(unreadable + On("a", "")).Diagnostics, d => d.Code == "RC1302");

    [Fact]
    public void The_second_of_two_documents_with_one_name_contradicts_nobody_else() => Marked.AssertFaults(
        "RC1301",
        Web + On("a", "addresses: [10.20.0.9], ports: [80:80], interface: eth0") + On("§a", "addresses: [10.20.0.9], ports: [80:80], interface: eth0"));

    private static string On(string name, string fields, string container = "c") =>
        Marked.Attachment(name, $"container: {container}, network: web, {fields}");
}
