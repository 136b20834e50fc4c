namespace Reconciler.EndToEnd.Tests;

/// <summary>
/// Networks of mode macvlan, with packets: the host's eth0 is the parent, and the outside plays a machine of the physical network.
/// </summary>
public sealed class MacvlanPacketTests : IDisposable
{
    private const string Links = "ls /run/netns; ip -o link | cut -d' ' -f2; ip -o addr | cut -d' ' -f2-7; ip route";

    private readonly Laboratory laboratory = new();

    private PrivateHost Host => laboratory.Host;

    public void Dispose() => laboratory.Dispose();

    private static string Documents(string settings, string subnets = "192.0.2.0/24, \"2001:db8::/64\"", string more = "") => $$"""
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: lan}
        spec:
          mode: macvlan
          subnets: [{{subnets}}]
          macvlan: {parent: eth0{{settings}} }
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: one}
        spec: {container: one, network: lan, addresses: [192.0.2.20, "2001:db8::20"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: two}
        spec: {container: two, network: lan, addresses: [192.0.2.21, "2001:db8::21"]{{more}}}
        """;

    [Theory]
    [InlineData("bridge", true)]
    [InlineData("private", false)]
    [InlineData("vepa", false)]
    public void Containers_are_on_the_physical_network_and_reach_each_other_as_the_mode_says(string mode, bool eachOther)
    {
        Host.Apply(Documents($", mode: {mode}"));
        laboratory.Serve(Laboratory.Outside, 7);
        laboratory.Serve("two", 7);
        laboratory.Serve(null, 7);
        Assert.Equal("192.0.2.20", laboratory.Ask("one", Laboratory.OutsideAddress, 7));
        Assert.Equal("2001:db8::20", laboratory.Ask("one", Laboratory.OutsideAddress6, 7));
        Assert.Equal(Laboratory.OutsideAddress, laboratory.Ask(Laboratory.Outside, "192.0.2.21", 7));
        foreach (string address in (string[])["192.0.2.21", "2001:db8::21"])
            Assert.Equal(eachOther, !laboratory.IsDenied("one", address, 7));
        Assert.True(laboratory.IsDenied("one", Laboratory.HostAddress, 7));
        Assert.True(laboratory.IsDenied(null, "192.0.2.21", 7));
        Assert.Equal(0, Host.Reconciler("plan documents.yaml").ExitCode);
    }

    [Fact]
    public void With_host_access_host_and_containers_reach_each_other()
    {
        Host.Apply(Documents(", hostAccess: [192.0.2.250, \"2001:db8::250\"]"));
        laboratory.Serve(null, 7);
        laboratory.Serve("one", 7);
        laboratory.Serve(Laboratory.Outside, 7);
        Assert.Equal("192.0.2.20", laboratory.Ask("one", "192.0.2.250", 7));
        Assert.Equal("2001:db8::20", laboratory.Ask("one", "2001:db8::250", 7));
        Assert.Equal("192.0.2.250", laboratory.Ask(null, "192.0.2.20", 7));
        Assert.Equal("2001:db8::250", laboratory.Ask(null, "2001:db8::20", 7));
        // The host's own traffic goes by its interface as before.
        Assert.Equal(Laboratory.HostAddress, laboratory.Ask(null, Laboratory.OutsideAddress, 7));
        Assert.Equal(0, Host.Reconciler("plan documents.yaml").ExitCode);
        Host.Apply(Documents(""));
        Assert.True(laboratory.IsDenied("one", "192.0.2.250", 7));
    }

    [Fact]
    public void A_single_container_is_passed_through_with_the_address_of_the_interface()
    {
        Host.Apply("""
            apiVersion: reconciler/v1
            kind: Network
            metadata: {name: lan}
            spec: {mode: macvlan, subnets: [192.0.2.0/24], macvlan: {parent: eth0, mode: passthru}}
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: one}
            spec: {container: one, network: lan, addresses: [192.0.2.20]}
            """);
        laboratory.Serve(Laboratory.Outside, 7);
        Assert.Equal("192.0.2.20", laboratory.Ask("one", Laboratory.OutsideAddress, 7));
        Assert.Equal(Host.Sh("ip -br link show eth0 | awk '{ print $3 }'"), Host.Sh("ip -n one -br link show eth0 | awk '{ print $3 }'"));
        Assert.Equal(0, Host.Reconciler("plan documents.yaml").ExitCode);
    }

    [Theory]
    [InlineData("192.0.2.0/24", false)]
    [InlineData("{cidr: 192.0.2.0/24, gateway: 192.0.2.1}", true)]
    public void There_is_a_default_route_when_the_documents_say_a_gateway(string subnet, bool leadsOut)
    {
        Host.Apply(Documents("", subnet + ", \"2001:db8::/64\""));
        Host.Sh($"ip -n {Laboratory.Outside} addr add 198.51.100.1/32 dev lo");
        laboratory.Serve(Laboratory.Outside, 7);
        Assert.Equal(leadsOut, !laboratory.IsDenied("one", "198.51.100.1", 7));
    }

    [Fact]
    public void On_a_network_without_ipv6_containers_have_no_ipv6_address_at_all()
    {
        Host.Apply(Documents("", "192.0.2.0/24").Replace(", \"2001:db8::20\"", "", StringComparison.Ordinal).Replace(", \"2001:db8::21\"", "", StringComparison.Ordinal));
        Assert.Equal("", Host.RunIn("one", "ip -6 addr show dev eth0").Output);
    }

    [Theory]
    [InlineData("nsenter --net=/run/netns/one ip link set eth0 address 02:00:00:00:00:07", "link/one/eth0")]
    [InlineData("nsenter --net=/run/netns/one ip link set eth0 type macvlan mode private", "link/one/eth0")]
    [InlineData("nsenter --net=/run/netns/one ip link set eth0 down", "link/one/eth0")]
    [InlineData("nsenter --net=/run/netns/one ip link set eth0 mtu 1300", "link/one/eth0")]
    [InlineData("nsenter --net=/run/netns/one ip link set eth0 alias x", "link/one/eth0")]
    [InlineData("nsenter --net=/run/netns/one ip link set eth0 group 7", "link/one/eth0")]
    [InlineData("nsenter --net=/run/netns/one ip link del eth0", "link/one/eth0")]
    [InlineData("ip link del mv-lan", "link/host/mv-lan")]
    [InlineData("ip link set mv-lan type macvlan mode vepa", "link/host/mv-lan")]
    [InlineData("ip route del 192.0.2.20", "route/host/192.0.2.20/32")]
    [InlineData("ip netns exec one ip link set eth0 down; ip netns exec one ip link del eth0; ip link add br9 type bridge; ip link add x9 type veth peer name y9; ip link set x9 up; ip link add other link x9 group 1392361021 netns one type macvlan mode bridge; ip -n one link set other name eth0", "link/one/eth0")]
    public void Whatever_somebody_changes_is_put_right(string command, string resource)
    {
        string documents = Documents(", hostAccess: 192.0.2.250").Replace("subnets:", "mtu: 1400\n  subnets:", StringComparison.Ordinal);
        Host.Apply(documents);
        Host.Sh(command);
        Result plan = Host.Reconciler("plan documents.yaml --output json");
        Assert.Equal(2, plan.ExitCode);
        Assert.Contains($"\"{resource}\"", plan.Output, StringComparison.Ordinal);
        Host.Apply(documents);
        laboratory.Serve("two", 7);
        laboratory.Serve("one", 8);
        Assert.Equal("192.0.2.20", laboratory.Ask("one", "192.0.2.21", 7));
        Assert.Equal("192.0.2.250", laboratory.Ask(null, "192.0.2.20", 8));
        Assert.Equal(0, Host.Reconciler("plan documents.yaml").ExitCode);
    }

    [Fact]
    public void The_mode_changes_in_place_and_everything_goes_at_the_end()
    {
        string before = Host.Sh(Links);
        Host.Apply(Documents(""));
        string index = Host.Sh("ip -n one -o link show eth0 | cut -d: -f1");
        Host.Apply(Documents(", mode: private"));
        Assert.Equal(index, Host.Sh("ip -n one -o link show eth0 | cut -d: -f1"));
        Assert.Contains("mode private", Host.RunIn("one", "ip -d link show eth0").Output, StringComparison.Ordinal);
        Assert.Equal(0, Host.Reconciler("destroy").ExitCode);
        Assert.Equal(before, Host.Sh(Links));
    }

    [Theory]
    [InlineData(", hostAccess: 192.0.2.250", "parent: eth0", "parent: eth7", 1, "RC2011: this host has no interface 'eth7'")]
    [InlineData("", "subnets:", "mtu: 9000\n  subnets:", 1, "RC2013: the MTU 9000 is larger than the 1500 of 'eth0'")]
    public void What_cannot_be_is_refused(string settings, string from, string to, int exitCode, string words)
    {
        Result result = Host.Reconciler($"apply {Host.Write(Documents(settings).Replace(from, to, StringComparison.Ordinal))}");
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(words, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vlan_of_the_parent_is_made_or_the_kernel_that_has_none_is_named()
    {
        string before = Host.Sh(Links);
        bool hasVlans = Host.Run("ip link add link eth0 name eth0.9 type vlan id 9 && ip link del eth0.9").ExitCode == 0;
        Result result = Host.Reconciler($"apply {Host.Write(Documents(", vlan: 10"))}");
        if (hasVlans)
        {
            Assert.Equal(0, result.ExitCode);
            Assert.Contains("vlan protocol 802.1Q id 10", Host.Sh("ip -d link show eth0.10"), StringComparison.Ordinal);
            return;
        }
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("RC3001: the kernel refused link/host/eth0.10: this kernel has no vlan devices", result.Errors, StringComparison.Ordinal);
        Assert.Equal(before, Host.Sh(Links));
    }
}
