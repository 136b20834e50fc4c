namespace Reconciler.EndToEnd.Tests;

/// <summary>Networks that make no interface: none and host.</summary>
public sealed class BareNetworkTests : IDisposable
{
    private const string Alone = """
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: alone}
        spec: {container: alone, network: none}
        """;

    private readonly PrivateHost host = new();

    public void Dispose() => host.Dispose();

    private static string Attached(string container, string network) => $$"""
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: one}
        spec: {container: {{container}}, network: {{network}}, ports: ["9100:9100"]}
        """;

    [Fact]
    public void A_container_without_network_has_its_loopback_and_nothing_else()
    {
        host.Apply(Alone);
        Assert.Equal("lo", host.RunIn("alone", "ip -br link show | cut -d' ' -f1").Output.Trim());
        Assert.Equal(0, host.RunIn("alone", "ping -c1 -W1 127.0.0.1").ExitCode);
        Assert.Equal("", host.Sh("nft list ruleset; ip -br link show type bridge"));
        Assert.Equal(0, host.Reconciler("plan documents.yaml").ExitCode);
    }

    [Fact]
    public void What_others_put_into_it_stays()
    {
        host.Apply(Alone);
        host.Sh("ip link add foreign0 type veth peer name eth0 netns alone; ip -n alone addr add 198.51.100.2/24 dev eth0; ip -n alone link set eth0 up");
        string before = host.RunIn("alone", "ip addr; ip route").Output;
        Assert.Equal(0, host.Reconciler("plan documents.yaml").ExitCode);
        host.Apply(Alone);
        Assert.Equal(before, host.RunIn("alone", "ip addr; ip route").Output);
    }

    [Fact]
    public void A_container_in_the_hosts_namespace_needs_nothing_and_is_told_that_its_ports_are_not_published()
    {
        Result result = host.Reconciler($"apply {host.Write(Attached($"{{pid: {host.ProcessId}}}", "host"))}");
        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Contains("warning RC1322: nothing is published for one", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("9100", host.Sh("nft list ruleset"), StringComparison.Ordinal);
        Assert.Equal(0, host.Reconciler("plan documents.yaml").ExitCode);
    }

    [Fact]
    public void A_container_elsewhere_cannot_be_on_the_hosts_network()
    {
        host.Sh("ip netns add elsewhere");
        Refused("{netns: elsewhere, create: false}", "host", "RC2006: elsewhere is not the host's network namespace");
        Refused("new", "host", "RC2006: new is not the host's network namespace");
    }

    [Fact]
    public void The_host_itself_is_never_taken_for_a_container()
    {
        host.Apply(Attached("one", "web"));
        string before = State();
        Refused($"{{pid: {host.ProcessId}}}", "web", "RC2007");
        Assert.Equal(before, State());
    }

    [Fact]
    public void One_namespace_under_two_names_is_refused_and_not_taken_for_two()
    {
        host.Apply(Attached("one", "web"));
        string before = State();
        Result result = host.Reconciler($"apply {host.Write(Attached("one", "web") + """

            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: two}
            spec: {container: {path: /run/./netns/one}, network: web}
            """)}");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("RC2008: one and /run/./netns/one are one network namespace", result.Errors, StringComparison.Ordinal);
        Assert.Equal(before, State());
    }

    // Without the carriers, which settle a moment later.
    private string State() => host.Sh("ip -o link show | cut -d' ' -f2; ip -o addr show | cut -d' ' -f2-7; nft list ruleset; ip -n one addr | grep inet");

    private void Refused(string container, string network, string words)
    {
        Result result = host.Reconciler($"apply {host.Write(Attached(container, network))}");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(words, result.Errors, StringComparison.Ordinal);
    }
}
