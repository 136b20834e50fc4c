namespace Reconciler.EndToEnd.Tests;

/// <summary>A network changes its mode, and what is in it changes with it.</summary>
public sealed class ModeChangeTests : IDisposable
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["bridge"] = "mode: bridge, subnets: [10.20.0.0/24]",
        ["overlay"] = "mode: overlay, subnets: [10.20.0.0/24], overlay: {vni: 7}",
        ["macvlan"] = "mode: macvlan, subnets: [{cidr: 10.20.0.0/24, gateway: 10.20.0.1}], macvlan: {parent: eth0, hostAccess: 10.20.0.250}",
        ["none"] = "mode: none",
    };

    private readonly Laboratory laboratory = new();

    private PrivateHost Host => laboratory.Host;

    public void Dispose() => laboratory.Dispose();

    public static TheoryData<string, string> Pairs =>
        [.. Settings.Keys.SelectMany(from => Settings.Keys.Where(to => to != from).Select(to => new TheoryDataRow<string, string>(from, to)))];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void From_each_mode_the_way_leads_to_every_other(string from, string to)
    {
        Apply(from);
        Apply(to);
        if (to != "none")
            Assert.Equal(0, Host.RunIn("one", "ping -c1 -W5 10.20.0.11").ExitCode);
        Assert.Equal(0, Host.Reconciler("destroy").ExitCode);
        Assert.Equal("eth0 lo", Host.Sh("ls -x /run/netns | grep -v outside; ip -o link show | cut -d' ' -f2 | tr -d : | cut -d@ -f1 | sort | xargs").Trim());
    }

    private void Apply(string mode)
    {
        string addresses(int last) => mode == "none" ? "" : $", addresses: [10.20.0.{last}]";
        Result result = Host.Reconciler($"apply --node n1 {Host.Write($$"""
            apiVersion: reconciler/v1
            kind: Node
            metadata: {name: n1}
            spec: {address: {{Laboratory.HostAddress}}}
            ---
            apiVersion: reconciler/v1
            kind: Network
            metadata: {name: net}
            spec: { {{Settings[mode]}} }
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: one}
            spec: {container: one, node: n1, network: net{{addresses(10)}} }
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: two}
            spec: {container: two, node: n1, network: net{{addresses(11)}} }
            """)}");
        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Equal(0, Host.Reconciler("plan --node n1 documents.yaml").ExitCode);
    }
}
