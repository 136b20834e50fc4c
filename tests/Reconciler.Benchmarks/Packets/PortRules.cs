using System.Globalization;
using Reconciler.Benchmarks.Hosts;
using Reconciler.Benchmarks.Peers;
using Reconciler.Benchmarks.Running;
using Reconciler.Benchmarks.Workloads;

namespace Reconciler.Benchmarks.Packets;

/// <summary>Ways to lead packets for the host's ports to containers, on a host whose links are the same for all of them.</summary>
/// <param name="name">As tables say it.</param>
/// <param name="program">What must be installed; <c>null</c>: nothing.</param>
/// <param name="load">Loads the rules of so many ports.</param>
internal sealed class PortRules(string name, string? program, Action<BenchmarkHost, string, int> load)
{
    public const string PlainRouting = "routing, no NAT";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PortRules> All { get; } =
    [
        new(PlainRouting, null, (_, _, _) => { }),
        new(ReconcilerPeer.PeerName, null, (host, folder, ports) => Apply(host, folder, WorkloadDocuments.Yaml(ports))),
        new("nft map", null, (host, folder, ports) => Feed(host, folder, "nft -f", ShellPeer.Ruleset(Enumerable.Range(1, ports)))),
        new("iptables-nft", "iptables-nft-restore", (host, folder, ports) => Feed(host, folder, "iptables-nft-restore", RulePerPort(ports))),
        new("iptables-legacy", "iptables-legacy-restore", (host, folder, ports) => Feed(host, folder, "iptables-legacy-restore", RulePerPort(ports))),
    ];

    public string Name { get; } = name;

    public bool IsThere => program is null || Shell.FirstLine($"{program} --version") is not null;

    /// <summary>Attaches the containers, removes the rules that came with it, and loads these.</summary>
    public void Prepare(BenchmarkHost host, string folder, int ports)
    {
        Apply(host, folder, WorkloadDocuments.Yaml(ports, publishes: false));
        new Command("nft", "flush", "ruleset").Succeed(host.Network);
        load(host, folder, ports);
    }

    private static void Apply(BenchmarkHost host, string folder, string yaml)
    {
        string file = Path.Combine(folder, "packets.yaml");
        File.WriteAllText(file, yaml);
        new Command(Product.Binary, "apply", file).Succeed(host.Network);
    }

    private static void Feed(BenchmarkHost host, string folder, string command, string rules)
    {
        string file = Path.Combine(folder, "rules");
        File.WriteAllText(file, rules);
        new Command("/bin/sh", "-c", $"{command} {file}").Succeed(host.Network);
    }

    private static string RulePerPort(int ports)
    {
        IEnumerable<string> rules = Enumerable.Range(1, ports).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"-A PORTS -p tcp -m tcp --dport {WorkloadDocuments.PortOf(i)} -j DNAT --to-destination {WorkloadDocuments.AddressOf(i)}:80"));
        return $"""
            *nat
            :PREROUTING ACCEPT [0:0]
            :INPUT ACCEPT [0:0]
            :OUTPUT ACCEPT [0:0]
            :POSTROUTING ACCEPT [0:0]
            :PORTS - [0:0]
            -A PREROUTING -m addrtype --dst-type LOCAL -j PORTS
            -A OUTPUT -m addrtype --dst-type LOCAL -j PORTS
            -A POSTROUTING -s 10.88.0.0/16 ! -o {WorkloadDocuments.Bridge} -j MASQUERADE
            {string.Join('\n', rules)}
            COMMIT

            """;
    }
}
