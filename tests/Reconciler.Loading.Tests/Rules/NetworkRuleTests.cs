namespace Reconciler.Loading.Tests.Rules;

/// <summary>Both sides of each boundary of what a network may say.</summary>
public class NetworkRuleTests
{
    public static TheoryData<string> Possible =>
    [
        "subnets: [10.20.0.0/24]",
        "subnets: [10.20.0.0/24, 'fd00:20::/64']",
        "subnets: [10.20.0.0/30]",
        "subnets: ['fd00:20::/126']",
        "subnets: [169.253.0.0/16]",
        "subnets: [128.0.0.0/8]",
        "subnets: [223.255.255.0/24]",
        "subnets: [{cidr: 10.20.0.0/24, gateway: 10.20.0.1}]",
        "subnets: [{cidr: 10.20.0.0/24, gateway: 10.20.0.254}]",
        "subnets: [{cidr: 'fd00:20::/126', gateway: 'fd00:20::3'}]",
        "subnets: [{cidr: 10.20.0.0/24, range: 10.20.0.0/24, reserved: [10.20.0.0, 10.20.0.255]}]",
        "subnets: [{cidr: 10.20.0.0/24, range: 10.20.0.64/26}]",
        "subnets: [10.20.0.0/24], mtu: 68",
        "subnets: [10.20.0.0/24], mtu: 65535",
        "subnets: ['fd00:20::/64'], mtu: 1280",
        "subnets: [10.20.0.0/24], uplink: routed",
        "subnets: [10.20.0.0/24], uplink: none",
        "subnets: [10.20.0.0/24], bridge: {interface: br-fifteen-byte}",
        "subnets: [10.20.0.0/24], bridge: {interface: 7}",
        "subnets: [10.20.0.0/24], bridge: ~",
    ];

    [Theory]
    [MemberData(nameof(Possible))]
    public void A_network_can_say(string fields) => Marked.AssertValid(Marked.Network("web", fields));

    [Theory]
    [InlineData("RC1203", "subnets: [{cidr: 10.20.0.0/24, gateway: §10.21.0.1}]")]
    [InlineData("RC1203", "subnets: [{cidr: 10.20.0.0/24, gateway: §10.20.1.0}]")]
    [InlineData("RC1203", "subnets: [{cidr: 10.20.0.0/24, gateway: §'fd00:20::1'}]")]
    [InlineData("RC1204", "subnets: [§10.20.0.1/24]")]
    [InlineData("RC1204", "subnets: [{cidr: §'fd00:20::1/64'}]")]
    [InlineData("RC1204", "subnets: [{cidr: 10.20.0.0/24, range: §10.20.0.65/26}]")]
    [InlineData("RC1205", "subnets: [10.20.0.0/24, §10.21.0.0/24, 'fd00:20::/64', §{cidr: 'fd00:21::/64'}]")]
    [InlineData("RC1206", "subnets: [§127.1.0.0/16]")]
    [InlineData("RC1206", "subnets: [§169.254.7.0/24]")]
    [InlineData("RC1206", "subnets: [§224.0.0.0/24]")]
    [InlineData("RC1206", "subnets: [§239.255.255.0/24]")]
    [InlineData("RC1206", "subnets: [§0.0.0.0/0]")]
    [InlineData("RC1206", "subnets: [§'fe80::/64']")]
    [InlineData("RC1206", "subnets: [§'ff02::/64']")]
    [InlineData("RC1206", "subnets: [§'::/0']")]
    [InlineData("RC1206", "subnets: [§'::ffff:10.0.0.0/104']")]
    [InlineData("RC1207", "subnets: [§10.20.0.0/31]")]
    [InlineData("RC1207", "subnets: [§'fd00:20::/127']")]
    [InlineData("RC1208", "subnets: [{cidr: 10.20.0.0/24, gateway: §10.20.0.0}]")]
    [InlineData("RC1208", "subnets: [{cidr: 'fd00:20::/64', gateway: §'fd00:20::'}]")]
    [InlineData("RC1209", "subnets: [{cidr: 10.20.0.0/24, gateway: §10.20.0.255}]")]
    [InlineData("RC1210", "subnets: [{cidr: 10.20.0.0/24, range: §10.20.0.0/23}]")]
    [InlineData("RC1210", "subnets: [{cidr: 10.20.0.0/24, range: §10.21.0.0/26}]")]
    [InlineData("RC1211", "subnets: [{cidr: 10.20.0.0/24, reserved: [10.20.0.9, §10.20.1.0, §'fd00:20::1']}]")]
    [InlineData("RC1212", "subnets: ['fd00:20::/64'], mtu: §1279")]
    [InlineData("RC1220", "subnets: [10.20.0.0/24], bridge: {interface: §br-sixteen-bytes}")]
    [InlineData("RC1220", "subnets: [10.20.0.0/24], bridge: {interface: §bridge-nämliche}")]
    [InlineData("RC1220", "subnets: [10.20.0.0/24], bridge: {interface: §a/b}")]
    [InlineData("RC1220", "subnets: [10.20.0.0/24], bridge: {interface: §a:b}")]
    [InlineData("RC1220", "subnets: [10.20.0.0/24], bridge: {interface: §a%d}")]
    [InlineData("RC1220", "subnets: [10.20.0.0/24], bridge: {interface: §'a b'}")]
    [InlineData("RC1220", "subnets: [10.20.0.0/24], bridge: {interface: §''}")]
    [InlineData("RC1220", "subnets: [10.20.0.0/24], bridge: {interface: §..}")]
    [InlineData("RC1220", "subnets: [10.20.0.0/24], bridge: {interface: §lo}")]
    [InlineData("RC1220", "subnets: [10.20.0.0/24], bridge: {interface: §all}")]
    public void A_network_cannot_say(string code, string fields) => Marked.AssertFaults(code, Marked.Network("web", fields));

    [Fact]
    public void Fixed_subnets_and_host_addresses_are_told()
    {
        Assert.Equal("write 10.20.0.0/24", Marked.AssertFaults("RC1204", Marked.Network("web", "subnets: [§10.20.0.77/24]"))[0].Hint);
        Assert.Equal(
            ("gateway 10.21.0.1 is not in 10.20.0.0/24", "use an address from 10.20.0.1 to 10.20.0.254"),
            Words(Marked.AssertFaults("RC1203", Marked.Network("web", "subnets: [{cidr: 10.20.0.0/24, gateway: §10.21.0.1}]"))[0]));
    }

    [Theory]
    [InlineData("web")]
    [InlineData("0")]
    [InlineData("a-b--c")]
    [InlineData("a23456789-123456789-123456789-123456789-123456789-123456789-123")]
    public void A_document_can_be_called(string name) => Marked.AssertValid(Marked.Network(name, "subnets: [10.20.0.0/24]"));

    [Theory]
    [InlineData("Web")]
    [InlineData("-web")]
    [InlineData("web-")]
    [InlineData("we_b")]
    [InlineData("ünser")]
    [InlineData("''")]
    [InlineData("a23456789-123456789-123456789-123456789-123456789-123456789-1234")]
    public void A_document_cannot_be_called(string name) =>
        Marked.AssertFaults("RC1201", Marked.Network("§" + name, "subnets: [10.20.0.0/24]"));

    [Theory]
    [InlineData("{tier: front, example.com/Tier_2.x: '', n: 1, on: true}")]
    [InlineData("{a23456789-123456789-123456789-123456789-123456789-123456789-123: x}")]
    public void Labels_can_be(string labels) => Marked.AssertValid(WithLabels(labels));

    [Theory]
    [InlineData("{'': §x}")]
    [InlineData("{-a: §x, b: §-x, /c: §x, d/: §x, 'E f': §x, G.com/g: §x, a/b/c: §x, 'a]b[.c': §x}")]
    [InlineData("{a23456789-123456789-123456789-123456789-123456789-123456789-1234: §x}")]
    public void Labels_cannot_be(string labels) => Marked.AssertFaults("RC1202", WithLabels(labels));

    private static string WithLabels(string labels) =>
        Marked.Network("web", "subnets: [10.20.0.0/24]").Replace("name: web", $"name: web, labels: {labels}", StringComparison.Ordinal);

    private static (string Message, string? Hint) Words(Core.Diagnostics.Diagnostic fault) => (fault.Message, fault.Hint);
}
