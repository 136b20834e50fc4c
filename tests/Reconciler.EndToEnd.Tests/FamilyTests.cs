using System.Globalization;

namespace Reconciler.EndToEnd.Tests;

/// <summary>Every mode that gives addresses, with one family and with both: each is there as if there were no other.</summary>
public sealed class FamilyTests : IDisposable
{
    private readonly Fabric fabric = new(2);

    public void Dispose() => fabric.Dispose();

    // c1 is on n1; c2 on the same node on a bridge, and on n2 on networks that span nodes.
    private static string Documents(string mode, bool four, bool six)
    {
        string[] subnets = [.. four ? ["10.42.0.0/24"] : Array.Empty<string>(), .. six ? ["\"fd42::/64\""] : Array.Empty<string>()];
        string settings = mode switch
        {
            "overlay" => "overlay: {vni: 4200}",
            "macvlan" => "macvlan: {parent: eth0}",
            _ => "bridge: {interface: br-net}",
        };
        return $$"""
            apiVersion: reconciler/v1
            kind: Network
            metadata: {name: net}
            spec:
              mode: {{mode}}
              subnets: [{{string.Join(", ", subnets)}}]
              {{settings}}

            """ + Fabric.Documents(2) + Attachment(1, 1, four, six) + Attachment(2, mode == "bridge" ? 1 : 2, four, six);
    }

    private static string Attachment(int container, int node, bool four, bool six) => $$"""
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: c{{container}}}
        spec: {container: c{{container}}, network: net, node: n{{node}}, addresses: [{{string.Join(", ", AddressesOf(container, four, six).Select(a => $"\"{a}\""))}}]}

        """;

    private static IEnumerable<string> AddressesOf(int container, bool four, bool six)
    {
        if (four)
            yield return string.Create(CultureInfo.InvariantCulture, $"10.42.0.1{container}");
        if (six)
            yield return string.Create(CultureInfo.InvariantCulture, $"fd42::1{container}");
    }

    [Theory]
    [InlineData("bridge", true, false)]
    [InlineData("bridge", false, true)]
    [InlineData("bridge", true, true)]
    [InlineData("macvlan", true, false)]
    [InlineData("macvlan", false, true)]
    [InlineData("macvlan", true, true)]
    [InlineData("overlay", true, false)]
    [InlineData("overlay", false, true)]
    [InlineData("overlay", true, true)]
    public void Containers_have_the_families_of_their_network_and_no_other(string mode, bool four, bool six)
    {
        string documents = Documents(mode, four, six);
        fabric.Apply(documents);
        PrivateHost node = fabric.Nodes[0];
        foreach (string address in AddressesOf(2, four, six))
            Assert.Equal(0, node.RunIn("c1", $"ping -c1 -W5 {address}").ExitCode);
        Assert.Equal(four, node.RunIn("c1", "ip -4 addr show dev eth0").Output.Length > 0);
        // Of IPv6 not even a link-local address, and not by the bridge either.
        Assert.Equal(six, node.RunIn("c1", "ip -6 addr show dev eth0").Output.Length > 0);
        if (mode != "macvlan")
            Assert.Equal(six, node.Sh($"ip -6 addr show dev br-net").Length > 0);
        Assert.Equal(0, fabric.Plan(1, documents).ExitCode);
        Assert.Equal(0, fabric.Plan(2, documents).ExitCode);
    }

    [Theory]
    [InlineData("bridge")]
    [InlineData("macvlan")]
    [InlineData("overlay")]
    public void A_family_comes_and_goes_in_place(string mode)
    {
        fabric.Apply(Documents(mode, true, false));
        string index = fabric.Nodes[0].RunIn("c1", "ip -o link show eth0 | cut -d: -f1").Output;
        fabric.Apply(Documents(mode, true, true));
        foreach (string address in AddressesOf(2, true, true))
            Assert.Equal(0, fabric.Nodes[0].RunIn("c1", $"ping -c1 -W5 {address}").ExitCode);
        fabric.Apply(Documents(mode, false, true));
        Assert.Equal(0, fabric.Nodes[0].RunIn("c1", $"ping -c1 -W5 {AddressesOf(2, false, true).Single()}").ExitCode);
        Assert.Equal("", fabric.Nodes[0].RunIn("c1", "ip -4 addr show dev eth0").Output);
        fabric.Apply(Documents(mode, true, false));
        Assert.Equal("", fabric.Nodes[0].RunIn("c1", "ip -6 addr show dev eth0").Output);
        Assert.Equal(index, fabric.Nodes[0].RunIn("c1", "ip -o link show eth0 | cut -d: -f1").Output);
    }
}
