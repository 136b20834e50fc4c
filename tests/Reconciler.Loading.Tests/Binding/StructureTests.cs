using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;

namespace Reconciler.Loading.Tests.Binding;

/// <summary>YAML that is not shaped as its document.</summary>
public class StructureTests
{
    private const string Subnet = "subnets: [10.20.0.0/24]";

    public static TheoryData<string, string> Misshapen => new()
    {
        { "RC1102", Marked.Network("web", $"{Subnet}, §mtuu: 1500") },
        { "RC1102", Marked.Network("web", $"{Subnet}, bridge: {{§stp: true}}") },
        { "RC1102", "status: {}\n".Replace("status", "§status", StringComparison.Ordinal) + Marked.Network("web", Subnet) },
        { "RC1103", "apiVersion: reconciler/v1\nkind: Network\n§metadata: {labels: {}}\nspec: {mode: bridge, subnets: [10.20.0.0/24]}\n" },
        { "RC1103", "§apiVersion: reconciler/v1\nkind: Network\nmetadata: {name: web}\n" },
        { "RC1103", "§kind: Network\nmetadata: {name: web}\nspec: {mode: bridge, subnets: [10.20.0.0/24]}\n" },
        { "RC1103", "§metadata: {name: web}\n" },
        { "RC1103", "apiVersion: reconciler/v1\nkind: Network\nmetadata: {name: web}\n§spec: {subnets: [10.20.0.0/24]}\n" },
        { "RC1103", "apiVersion: reconciler/v1\nkind: Network\nmetadata: {name: web}\nspec: {§mode: ~, subnets: [10.20.0.0/24]}\n" },
        { "RC1102", Marked.OnWeb("container: c, ports: [{§hots: 80, container: 80}]") },
        { "RC1102", "apiVersion: reconciler/v1\nkind: Network\nmetadata: {§nmae: web}\nspec: {mode: bridge, subnets: [10.20.0.0/24]}\n" },
        { "RC1103", Marked.Network("web", "subnets: [§{gateway: 10.20.0.1}]") },
        { "RC1104", Marked.Network("web", "subnets: §10.20.0.0/24") },
        { "RC1104", Marked.Network("web", "subnets: [§[10.20.0.0/24]]") },
        { "RC1104", Marked.Network("web", "subnets: [§null]") },
        { "RC1104", Marked.Network("web", $"{Subnet}, mtu: §auto") },
        { "RC1104", Marked.Network("web", $"{Subnet}, mtu: §'1500'") },
        { "RC1104", Marked.Network("web", $"{Subnet}, mtu: §01500") },
        { "RC1104", Marked.Network("web", $"{Subnet}, mtu: §0x5dc") },
        { "RC1104", Marked.Network("web", $"{Subnet}, mtu: §1.5e3") },
        { "RC1104", Marked.Network("web", $"{Subnet}, mtu: §1_500") },
        { "RC1104", Marked.Network("web", $"{Subnet}, mtu: §+1500") },
        { "RC1104", Marked.Network("web", $"{Subnet}, mtu: §!!str 1500") },
        { "RC1104", Marked.Network("web", $"{Subnet}, bridge: §br-web") },
        { "RC1104", Marked.Network("web", $"{Subnet}, uplink: §[nat]") },
        { "RC1104", Marked.OnWeb("container: {netns: c, create: §yes}") },
        { "RC1104", Marked.OnWeb("container: {netns: c, create: §'true'}") },
        { "RC1104", Marked.OnWeb("container: {netns: c, create: §TRUE}") },
        { "RC1104", Marked.OnWeb("container: §[c]") },
        { "RC1104", Marked.OnWeb("container: c, ports: [§[80, 80]]") },
        { "RC1104", "§- a\n" },
        { "RC1104", "§text\n" },
        { "RC1105", Marked.Network("web", $"{Subnet}, mtu: §67") },
        { "RC1105", Marked.Network("web", $"{Subnet}, mtu: §65536") },
        { "RC1105", Marked.Network("web", $"{Subnet}, mtu: §-1500") },
        { "RC1105", Marked.Network("web", $"{Subnet}, mtu: §99999999999999999999") },
        { "RC1105", Marked.OnWeb("container: {pid: §0}") },
        { "RC1105", Marked.OnWeb("container: {pid: §4194305}") },
        { "RC1106", Marked.Network("web", $"{Subnet}, uplink: §NAT") },
        { "RC1106", Marked.Network("web", $"{Subnet}, uplink: §no") },
        { "RC1106", Marked.Network("web", Subnet).Replace("mode: bridge", "mode: §ipvlan", StringComparison.Ordinal) },
        { "RC1106", Marked.Network("web", Subnet).Replace("reconciler/v1", "§reconciler/v2", StringComparison.Ordinal) },
        { "RC1107", Marked.Network("web", "subnets: [§10.20.0.0]") },
        { "RC1107", Marked.Network("web", "subnets: [§10.20.0.0/33]") },
        { "RC1107", Marked.Network("web", "subnets: [§10.20.0/24]") },
        { "RC1107", Marked.Network("web", "subnets: [§010.20.0.0/24]") },
        { "RC1107", Marked.OnWeb("container: c, addresses: [§10.20.0.10/24]") },
        { "RC1107", Marked.OnWeb("container: c, addresses: [§'fd00:20::2%eth0']") },
        { "RC1107", Marked.OnWeb("container: c, mac: §02-42-0a-14-00-0a") },
        { "RC1107", Marked.OnWeb("container: c, mac: §02:42:0a:14:00") },
        { "RC1107", Marked.OnWeb("container: c, ports: [{host: §0, container: 80}]") },
        { "RC1107", Marked.OnWeb("container: c, ports: [{host: 80, container: §70000}]") },
        { "RC1108", Marked.OnWeb("§container: {}") },
        { "RC1108", Marked.OnWeb("§container: {netns: c, pid: 7}") },
        { "RC1109", Marked.OnWeb("container: {pid: 7, §create: false}") },
        { "RC1101", Marked.Network("web", Subnet).Replace("Network", "§Netwrk", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Misshapen))]
    public void A_document_cannot_look_like(string code, string marked) => Marked.AssertFaults(code, marked);

    [Theory]
    [InlineData("unknown field 'mtuu'", "did you mean 'mtu'?", "§mtuu: 1500")]
    [InlineData("unknown field 'reachablefrom'", "did you mean 'reachableFrom'?", "§reachablefrom: []")]
    [InlineData("unknown field 'uplnik'", "did you mean 'uplink'?", "§uplnik: nat")]
    [InlineData("unknown field 'firewall'", "there are: mode, subnets, mtu, uplink, uplinkAddress, interContainerTraffic, reachableFrom, dns, bridge, macvlan, overlay", "§firewall: x")]
    public void An_unknown_field_is_answered_with_the_nearest_name_or_all(string message, string hint, string field)
    {
        Diagnostic fault = Assert.Single(Marked.AssertFaults("RC1102", Marked.Network("web", $"{Subnet}, {field}")));
        Assert.Equal((message, hint), (fault.Message, fault.Hint));
    }

    [Theory]
    [InlineData("yes", "write true")]
    [InlineData("Off", "write false")]
    [InlineData("maybe", null)]
    public void Other_words_for_booleans_are_answered_with_the_right_one(string word, string? hint) => Assert.Equal(
        hint, Marked.AssertFaults("RC1104", Marked.OnWeb($"container: {{netns: c, create: §{word}}}"))[0].Hint);

    [Fact]
    public void A_text_instead_of_a_list_is_answered_with_the_list() => Assert.Equal(
        "put it in brackets: [10.20.0.0/24]", Marked.AssertFaults("RC1104", Marked.Network("web", "subnets: §10.20.0.0/24"))[0].Hint);

    [Fact]
    public void An_address_that_YAML_takes_for_a_key_is_answered_with_quotes() => Assert.Equal(
        "put a text that ends with ':' in quotes", Marked.AssertFaults("RC1104", """
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: web-1}
            spec:
              container: c
              network: web
              addresses:
                - §fd00:20::
            """)[0].Hint);

    [Fact]
    public void Names_that_look_like_numbers_or_booleans_are_names()
    {
        DocumentSet documents = Marked.AssertValid(Marked.Network("123", Subnet) + Marked.Attachment("no", "container: 0x1f, network: 123"));
        Assert.Equal("123", documents.Networks[0].Name);
        Assert.Equal(("no", new ContainerSpec.Netns("0x1f")), (documents.Attachments[0].Name, documents.Attachments[0].Spec.Container));
    }

    [Fact]
    public void All_faults_of_a_document_are_reported_whatever_else_is_wrong()
    {
        string marked = Marked.Network("§Web", "subnets: [§nope, {cidr: 10.20.0.0/24, gateway: §10.21.0.1, reserved: [§x, §10.22.0.1]}], mtu: §big, §no: x")
            .Replace("mode: bridge", "mode: §bridg", StringComparison.Ordinal);
        string[] codes = ["RC1201", "RC1106", "RC1107", "RC1203", "RC1107", "RC1211", "RC1104", "RC1102"];
        LoadResult result = Marked.Load(marked.Replace("§", "", StringComparison.Ordinal));
        Assert.Equal(codes, result.Diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void Places_of_list_entries_count_past_entries_that_cannot_be_read() => Assert.Equal(
        ["RC1107 4:32", "RC1204 4:38"],
        Marked.Load(Marked.Network("web", "subnets: [nope, 10.20.0.1/24]")).Diagnostics.Select(d => $"{d.Code} {d.At?.Line}:{d.At?.Column}"));
}
