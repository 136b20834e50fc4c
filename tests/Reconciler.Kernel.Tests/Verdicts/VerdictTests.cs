using System.Runtime.CompilerServices;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel.Rehearsing;
using Reconciler.Kernel.Tests.Flows;
using Reconciler.Loading;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Tests.Verdicts;

/// <summary>Who reaches a container, by a published port and without one, under every setting of its network, in both families: docs/Network.md.</summary>
public sealed class VerdictTests : IDisposable
{
    // '+': reached; '-': not; '0': only where bridges do not call iptables.
    private static readonly string[] Table =
    [
        //                    outside host same other itself
        "nat    allow  port     +      +    +    +     +",
        "nat    allow  none     -      +    +    -     +",
        "nat    deny   port     +      +    0    +     0",
        "nat    deny   none     -      +    -    -     +",
        "routed allow  port     +      +    +    +     +",
        "routed allow  none     -      +    +    -     +",
        "routed deny   port     +      +    -    +     +",
        "routed deny   none     -      +    -    -     +",
        "none   allow  port     -      -    -    -     -",
        "none   allow  none     -      +    +    -     +",
        "none   deny   port     -      -    -    -     -",
        "none   deny   none     -      +    -    -     +",
    ];

    private static readonly string[] Sources = ["outside", "host", "same", "other", "itself"];

    private static readonly Place Target = In("itself", "10.20.0.10", "fd00:20::10");

    private readonly PortHost ports = new();
    private readonly Dictionary<string, NetworkNamespace> containers = [];

    public void Dispose()
    {
        foreach (NetworkNamespace container in containers.Values)
            container.Dispose();
        ports.Dispose();
    }

    private static Place In(string name, params string[] addresses) =>
        new("host", name == "host" ? NamespaceId.Host : NamespaceId.Named(name), name, addresses.Select(IpAddress.Parse).ToValueList());

    private static string Documents(string uplink, string traffic) => $$"""
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24, "fd00:20::/64"], uplink: {{uplink}}, interContainerTraffic: {{traffic}}}
        ---
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: front}
        spec: {mode: bridge, subnets: [10.30.0.0/24, "fd00:30::/64"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: itself}
        spec: {container: itself, network: web, addresses: [10.20.0.10, "fd00:20::10"], ports: ["8080:80", "8080:80/udp"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: same}
        spec: {container: same, network: web, addresses: [10.20.0.11, "fd00:20::11"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: other}
        spec: {container: other, network: front, addresses: [10.30.0.10, "fd00:30::10"]}
        """;

    private static Document<ReachabilitySpec> Expecting(bool isReached) => Loader.Load(["-"], new StringReader($$"""
        apiVersion: reconciler/v1
        kind: Reachability
        metadata: {name: it}
        spec: {from: {host: true}, to: {address: 192.0.2.10}, expect: {{(isReached ? "allowed" : "denied")}}}
        """)).Documents.Reachabilities[0];

    private static IEnumerable<(string Row, Probe Probe)> Questions(string uplink, string traffic, bool isFiltered)
    {
        foreach (string[] row in Table.Select(r => r.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(r => r[0] == uplink && r[1] == traffic))
        {
            foreach (TransportProtocol protocol in (TransportProtocol[])[TransportProtocol.Tcp, TransportProtocol.Udp])
            {
                bool isPublished = row[2] == "port";
                bool isTranslated = isPublished && uplink != "routed";
                string[] addresses = isTranslated ? [PortHost.Address, PortHost.Address6] : ["10.20.0.10", "fd00:20::10"];
                ServiceSpec answers = new(protocol, (ushort)(isPublished ? 80 : 81));
                for (int i = 0; i < Sources.Length; i++)
                {
                    bool isReached = row[3 + i] == "+" || row[3 + i] == "0" && !isFiltered;
                    foreach (string address in addresses)
                    {
                        yield return ($"{string.Join(' ', row[..3])} {protocol} from {Sources[i]} to {address}", new(
                            Expecting(isReached), In(Sources[i]), "itself", IpAddress.Parse(address),
                            isTranslated ? new(protocol, 8080) : answers, Target, answers));
                    }
                }
            }
        }
    }

    private NetworkNamespace Find(Place place) => place.Name switch
    {
        "host" => ports.Host.Network,
        "outside" => ports.Outside,
        _ => containers.TryGetValue(place.Name, out NetworkNamespace? known) ? known : containers[place.Name] = ports.Host.Container(place.Name),
    };

    [Fact]
    public void The_page_has_the_same_table()
    {
        string page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "docs", "Network.md"));
        foreach (string[] row in Table.Select(r => r.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            bool isLoopbackOnly = row is ["none", _, "port", ..];
            string[] cells = [.. row[3..].Select((cell, i) => cell switch { "+" => "yes", "0" => "yes (1)", _ => isLoopbackOnly && Sources[i] == "host" ? "no (2)" : "no" })];
            Assert.Contains($"| `{row[0]}` | `{row[1]}` | {(row[2] == "port" ? "published" : "other")} | {string.Join(" | ", cells)} |\n", page, StringComparison.Ordinal);
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [Fact]
    public void The_host_alone_reaches_a_port_of_a_network_without_an_uplink_by_its_loopback_address()
    {
        ports.Host.Apply(Documents("none", "allow"));
        using UdpEcho service = new(Find(Target), 80, "itself");
        using UdpClientStream client = new(ports.Host.Network, "127.0.0.1", 8080);
        Assert.Equal("itself", client.AskUntilAnswered());
    }

    [Theory]
    [InlineData("nat", "allow", false)]
    [InlineData("nat", "allow", true)]
    [InlineData("nat", "deny", false)]
    [InlineData("nat", "deny", true)]
    [InlineData("routed", "allow", false)]
    [InlineData("routed", "allow", true)]
    [InlineData("routed", "deny", false)]
    [InlineData("routed", "deny", true)]
    [InlineData("none", "allow", false)]
    [InlineData("none", "allow", true)]
    [InlineData("none", "deny", false)]
    [InlineData("none", "deny", true)]
    public async Task Whoever_asks_is_answered_as_the_table_says(string uplink, string traffic, bool isFiltered)
    {
        int filter = isFiltered ? 1 : 0;
        ports.Host.Sh($"sysctl -q -w net.bridge.bridge-nf-call-iptables={filter} net.bridge.bridge-nf-call-ip6tables={filter}");
        ports.Host.Apply(Documents(uplink, traffic));
        // The outside knows the way, so that it is the rules that keep it out.
        NamespaceShell.Sh(ports.Outside, $"ip route add 10.0.0.0/8 via {PortHost.Address}; ip -6 route add fd00::/16 via {PortHost.Address6}");
        ports.Host.Sh("while ip -o link show type bridge | grep -q NO-CARRIER; do sleep 0.02; done");
        (string Row, Probe Probe)[] questions = [.. Questions(uplink, traffic, isFiltered)];
        Assert.Equal(2 * 2 * 5 * 2, questions.Length);
        ValueList<ProbeResult> results = await new Prober(Find).RunAsync(questions.Select(q => q.Probe).ToValueList(), TestContext.Current.CancellationToken);
        Assert.Empty(questions.Zip(results).Where(q => q.Second.IsUnexpected).Select(q => $"{q.First.Row}: {(q.Second.Reached ? "is" : "is not")} answered, {q.Second.Reason}"));
    }
}
