namespace Reconciler.EndToEnd.Tests;

/// <summary>A container's own routes and settings, with packets.</summary>
public sealed class ContainerRoutePacketTests : IDisposable
{
    private readonly Laboratory laboratory = new();

    private PrivateHost Host => laboratory.Host;

    public void Dispose() => laboratory.Dispose();

    // 'router' has 198.51.100.1 besides its address on the network.
    private void Apply(string more)
    {
        Host.Apply($$"""
            apiVersion: reconciler/v1
            kind: Network
            metadata: {name: web}
            spec: {mode: bridge, subnets: [10.20.0.0/24, "fd00:20::/64"]}
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: router}
            spec: {container: router, network: web, addresses: [10.20.0.254, "fd00:20::254"]}
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: web-1}
            spec:
              container: web-1
              network: web
              addresses: [10.20.0.10, "fd00:20::10"]
              {{more}}
            """);
        Host.Sh("ip -n router addr replace 198.51.100.1/32 dev lo; ip -n router addr replace fd01::1/128 dev lo");
    }

    [Theory]
    [InlineData("198.51.100.1", "routes: [{to: 198.51.100.0/24, via: 10.20.0.254}]")]
    [InlineData("198.51.100.1", "routes: [{to: 198.51.100.1/32}]")]
    [InlineData("198.51.100.1", "routes: [{to: 198.51.100.0/24, metric: 7, type: blackhole}, {to: 198.51.100.0/24, metric: 5, via: 10.20.0.254}]")]
    [InlineData("fd01::1", "routes: [{to: 'fd01::/48', via: 'fd00:20::254'}]")]
    public void A_route_leads_where_it_says(string destination, string routes)
    {
        Apply("");
        laboratory.Serve("router", 7);
        Assert.True(laboratory.IsDenied("web-1", destination, 7));
        Apply(routes);
        Host.Sh("sysctl -q -w net.ipv4.conf.br-web.rp_filter=0");
        Assert.NotNull(laboratory.Ask("web-1", destination, 7));
        Assert.Equal(0, Host.Reconciler("plan documents.yaml").ExitCode);
        Apply("");
        Assert.True(laboratory.IsDenied("web-1", destination, 7));
    }

    [Theory]
    [InlineData("blackhole", "Invalid argument")]
    [InlineData("unreachable", "No route to host")]
    [InlineData("prohibit", "Permission denied")]
    public void A_route_that_leads_nowhere_says_why(string type, string words)
    {
        Apply($"routes: [{{to: {Laboratory.OutsideAddress}/32, type: {type}}}]");
        Result result = Host.RunIn("web-1", $"ip route get {Laboratory.OutsideAddress} 2>&1");
        Assert.Contains(words, result.Output, StringComparison.Ordinal);
        laboratory.Serve(Laboratory.Outside, 7);
        Assert.True(laboratory.IsDenied("web-1", Laboratory.OutsideAddress, 7));
        Assert.NotNull(laboratory.Ask("web-1", Laboratory.OutsideAddress6, 7));
    }

    [Fact]
    public void A_route_changes_its_type_and_its_next_hop_in_place()
    {
        Apply("routes: [{to: 198.51.100.0/24, type: prohibit}]");
        Apply("routes: [{to: 198.51.100.0/24, via: 10.20.0.253}]");
        Apply("routes: [{to: 198.51.100.0/24, via: 10.20.0.254}]");
        laboratory.Serve("router", 7);
        Assert.NotNull(laboratory.Ask("web-1", "198.51.100.1", 7));
    }

    [Fact]
    public void Settings_are_those_of_the_container_and_of_nobody_else()
    {
        Apply("sysctls: {net.ipv4.ip_default_ttl: 7, net.ipv4.conf.eth0.rp_filter: 2, net.ipv4.ip_local_port_range: 20000 30000}");
        const string Read = "sysctl -n net.ipv4.ip_default_ttl net.ipv4.ip_local_port_range | tr '\n\t' '  '";
        Assert.Equal("7 20000 30000 ", Host.RunIn("web-1", Read).Output);
        Assert.Equal("2", Host.RunIn("web-1", "sysctl -n net.ipv4.conf.eth0.rp_filter").Output.Trim());
        Assert.Equal("64 32768 60999 ", Host.Sh(Read));
        Assert.Equal(0, Host.Reconciler("plan documents.yaml").ExitCode);
    }

    [Fact]
    public void A_setting_that_does_not_exist_is_refused_at_its_line_and_everything_is_undone()
    {
        Apply("");
        Result result = Host.Reconciler($"apply {Host.Write(File.ReadAllText(Path.Combine(Host.Directory, "documents.yaml")) + "sysctls: {net.ipv4.no_such_thing: 1}\n")}");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("documents.yaml:18:37: error RC3001: the kernel refused sysctl/web-1/net.ipv4.no_such_thing", result.Errors, StringComparison.Ordinal);
        Apply("");
    }
}
