using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Tests.Rules;

/// <summary>Both sides of each boundary of what an attachment may say.</summary>
public class AttachmentRuleTests
{
    public static TheoryData<string> Possible =>
    [
        "container: c",
        "container: 123",
        "container: {netns: 'a b'}",
        "container: {netns: c, create: false}",
        "container: {path: /proc/812/ns/net}",
        "container: {pid: 1}",
        "container: {pid: 4194304}",
        "container: c, interface: eth0, hostInterface: veth-web1",
        "container: c, addresses: [10.20.0.2, 'fd00:20::2']",
        "container: c, mac: 02:42:0a:14:00:0a",
        "container: c, mac: FE:ff:ff:ff:ff:ff",
        "container: c, ports: [8080:80, '1:65535', 65535:1/udp, 80-89:90-99/sctp]",
        "container: c, ports: [127.0.0.1:8443:443, '[fd00:20::9]:8443:443']",
        "container: c, ports: [{host: 5353, container: 53, protocol: udp, address: 192.0.2.10}, {host: 80-89, container: 80-89}]",
        "container: c, ports: [{host: 80, container: 80, allowFrom: [192.0.2.0/25, 192.0.2.128/25, 0.0.0.0/1, 'fd00::/8', '2001:db8::1/128']}]",
        "container: c, ports: [{host: 80, container: 80, address: 192.0.2.1, allowFrom: [0.0.0.0/0]}]",
    ];

    [Theory]
    [MemberData(nameof(Possible))]
    public void An_attachment_can_say(string fields) => Marked.AssertValid(Marked.OnWeb(fields));

    [Theory]
    [InlineData("RC1221", "container: §a/b")]
    [InlineData("RC1221", "container: §''")]
    [InlineData("RC1221", "container: {netns: §..}")]
    [InlineData("RC1222", "container: {path: §proc/812/ns/net}")]
    [InlineData("RC1220", "container: c, interface: §sixteen-bytes-ab")]
    [InlineData("RC1220", "container: c, hostInterface: §'a b'")]
    [InlineData("RC1231", "container: c, ports: [{host: §90-80, container: 80-90}]")]
    [InlineData("RC1231", "container: c, ports: [{host: 80-90, container: §90-80}]")]
    [InlineData("RC1232", "container: c, ports: [§80-90:80, {host: 91, container: §90-91}]")]
    [InlineData("RC1233", "container: c, ports: [§0.0.0.0:80:80, {host: 81, container: 80, address: §'::'}]")]
    [InlineData("RC1234", "container: c, ports: [§224.0.0.1:80:80, §'[ff02::1]:80:80']")]
    [InlineData("RC1236", "container: c, ports: [{host: 80, container: 80, allowFrom: [§192.0.2.1/24, 192.0.3.0/24, §'fd00::1/64']}]")]
    [InlineData("RC1237", "container: c, ports: [{host: 80, container: 80, address: 192.0.2.1, allowFrom: [10.0.0.0/8, §'fd00::/8']}]")]
    [InlineData("RC1237", "container: c, ports: [{host: 80, container: 80, address: 127.0.0.1, allowFrom: [§10.0.0.0/8]}]")]
    [InlineData("RC1238", "container: c, ports: [{host: 80, container: 80, allowFrom: [§10.1.0.0/16, 10.0.0.0/8, §10.0.0.0/8, §10.0.0.7/32]}]")]
    [InlineData("RC1239", "container: c, ports: [{host: 80, container: 80, allowFrom: §[]}]")]
    [InlineData("RC1225", "container: c, mac: §03:42:0a:14:00:0a")]
    [InlineData("RC1225", "container: c, mac: §ff:ff:ff:ff:ff:ff")]
    [InlineData("RC1226", "container: c, mac: §00:00:00:00:00:00")]
    public void An_attachment_cannot_say(string code, string fields) => Marked.AssertFaults(code, Marked.OnWeb(fields));

    [Theory]
    [InlineData("127.0.0.5")]
    [InlineData("224.0.0.5")]
    [InlineData("169.254.0.5")]
    [InlineData("'::1'")]
    [InlineData("'::'")]
    [InlineData("'ff02::5'")]
    [InlineData("'fe80::5'")]
    public void Addresses_that_no_container_can_have_are_refused(string address)
    {
        LoadResult result = Marked.Load(Marked.OnWeb($"container: c, addresses: [{address}]"));
        Assert.Contains(result.Diagnostics, d => d.Code == "RC1223");
    }

    [Fact]
    public void There_is_one_address_per_family() => Marked.AssertFaults(
        "RC1224", Marked.OnWeb("container: c, addresses: [10.20.0.2, §10.20.0.3, 'fd00:20::2', §'fd00:20::3']"));

    [Fact]
    public void Publishing_on_the_IPv6_loopback_is_a_warning()
    {
        IReadOnlyList<Diagnostic> faults = Marked.AssertFaults("RC1235", Marked.OnWeb("container: c, ports: [§'[::1]:8080:80']"));
        Assert.Equal(Severity.Warning, Assert.Single(faults).Severity);
        Assert.Single(Marked.Load(Marked.OnWeb("container: c, ports: ['[::1]:8080:80']")).Documents.Attachments);
    }

    [Fact]
    public void A_group_address_is_answered_with_the_nearest_one_that_is_none() => Assert.EndsWith(
        ": 02:42:0a:14:00:0a", Marked.AssertFaults("RC1225", Marked.OnWeb("container: c, mac: §03:42:0a:14:00:0a"))[0].Hint, StringComparison.Ordinal);

    public static TheoryData<string, PortSpec> Ports => new()
    {
        { "8080:80", new() { Host = new(8080), Container = new(80) } },
        { "8000-8010:80-90", new() { Host = new(8000, 8010), Container = new(80, 90) } },
        { "53:53/udp", new() { Host = new(53), Container = new(53), Protocol = TransportProtocol.Udp } },
        { "53:53/sctp", new() { Host = new(53), Container = new(53), Protocol = TransportProtocol.Sctp } },
        { "127.0.0.1:8443:443", new() { Host = new(8443), Container = new(443), Address = IpAddress.Parse("127.0.0.1") } },
        { "[fd00::1]:80-81:90-91/tcp", new() { Host = new(80, 81), Container = new(90, 91), Address = IpAddress.Parse("fd00::1") } },
    };

    [Theory]
    [MemberData(nameof(Ports))]
    public void The_short_form_of_ports_is_Dockers(string text, PortSpec port) => Assert.Equal(
        [port], Marked.AssertValid(Marked.OnWeb($"container: c, ports: ['{text}']")).Attachments[0].Spec.Ports);

    [Theory]
    [InlineData("80")]
    [InlineData("80:")]
    [InlineData(":80")]
    [InlineData("0:80")]
    [InlineData("80:65536")]
    [InlineData("080:80")]
    [InlineData("80:80/icmp")]
    [InlineData("80:80/TCP")]
    [InlineData("80-:80")]
    [InlineData("-80:80")]
    [InlineData("80:80:80:80")]
    [InlineData("localhost:80:80")]
    [InlineData("fd00::1:80:80")]
    [InlineData("[127.0.0.1]:80:80")]
    [InlineData("[fd00::1:80:80")]
    [InlineData("80 :80")]
    [InlineData("+80:80")]
    public void Other_texts_are_no_ports(string text) =>
        Marked.AssertFaults("RC1107", Marked.OnWeb($"container: c, ports: [§'{text}']"));
}
