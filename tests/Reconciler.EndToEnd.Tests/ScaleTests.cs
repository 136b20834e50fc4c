using System.Globalization;
using System.Text;

namespace Reconciler.EndToEnd.Tests;

/// <summary>Hosts that are full: everything arrives, is proven with packets, and goes again.</summary>
public sealed class ScaleTests : IDisposable
{
    private readonly PrivateHost host = new();

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData(1, 1000)]
    [InlineData(200, 5)]
    public void Many_containers_in_one_network_and_many_networks_work(int networks, int each)
    {
        string before = host.Sh(Everything);
        host.Apply(Documents(networks, each));
        Assert.Equal(0, host.Reconciler("plan documents.yaml").ExitCode);
        (int Network, int Container)[] sample = [(0, 0), (networks / 2, each / 2), (networks - 1, each - 1)];
        foreach ((int network, int container) in sample)
        {
            string name = Name(network, container);
            Assert.Equal(0, host.RunIn(name, $"ping -c1 -W5 {Subnet(network)}.0.1").ExitCode);
            Assert.Equal(0, host.RunIn(name, $"ping -c1 -W5 {AddressOf(Name(network, 1))}").ExitCode);
        }
        Result destroyed = host.Reconciler("destroy");
        Assert.True(destroyed.ExitCode == 0, destroyed.Text);
        Assert.Equal(before, host.Sh(Everything));
    }

    private const string Everything = "ls /run/netns; ip -o link | cut -d' ' -f2; ip -o addr | cut -d' ' -f2-4; ip route; nft -s list ruleset";

    private string AddressOf(string container) => host.RunIn(container, "ip -o -4 addr show eth0 | awk '{ print $4 }' | cut -d/ -f1").Output.Trim();

    private static string Documents(int networks, int each)
    {
        StringBuilder text = new();
        for (int n = 0; n < networks; n++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                ---
                apiVersion: reconciler/v1
                kind: Network
                metadata: {name: n{{n}}}
                spec: {mode: bridge, subnets: [{{Subnet(n)}}.0.0/16]}

                """);
            for (int c = 0; c < each; c++)
            {
                text.Append(CultureInfo.InvariantCulture, $$"""
                    ---
                    apiVersion: reconciler/v1
                    kind: ContainerAttachment
                    metadata: {name: {{Name(n, c)}}}
                    spec: {container: {{Name(n, c)}}, network: n{{n}}, ports: ["{{20000 + each * n + c}}:80"]}

                    """);
            }
        }
        return text.ToString();
    }

    private static string Subnet(int network) => string.Create(CultureInfo.InvariantCulture, $"10.{network}");

    private static string Name(int network, int container) => string.Create(CultureInfo.InvariantCulture, $"c{network}x{container}");
}
