using System.Diagnostics;
using System.Globalization;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Kernel.Rehearsing;
using Reconciler.Loading;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Tests;

/// <summary>Nodes that have nothing in common but the wire and the documents.</summary>
public sealed class LaboratoryTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("reconciler-laboratory-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private static DocumentSet Load(string yaml)
    {
        LoadResult loaded = Loader.Load(["-"], new StringReader(yaml));
        Assert.Empty(loaded.Diagnostics);
        return loaded.Documents;
    }

    // On every node a container on the overlay, which has the number of its node.
    private static DocumentSet Overlay(int nodes) => Load("""
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: mesh}
        spec: {mode: overlay, subnets: [10.42.0.0/24, "fd42::/64"], overlay: {vni: 4200}}

        """ + string.Concat(Enumerable.Range(1, nodes).Select(i => $$"""
        ---
        apiVersion: reconciler/v1
        kind: Node
        metadata: {name: n{{i}}}
        spec: {address: 192.0.2.{{i}}, interface: uplink{{i % 2}}}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: c{{i}}}
        spec: {container: c{{i}}, network: mesh, node: n{{i}}, addresses: [10.42.0.{{100 + i}}, "fd42::{{100 + i}}"], ports: ["8080:80"]}

        """)));

    private static void Apply(LaboratoryHost host, DocumentSet documents)
    {
        using HostKernel kernel = new(host.OptionsFor("default"));
        Reconciliation reconciliation = new(kernel, host.Part(documents));
        Outcome outcome = reconciliation.Apply(reconciliation.Plan(), null, CancellationToken.None);
        Assert.True(outcome.Kind == OutcomeKind.Applied, string.Join('\n', outcome.Diagnostics.Concat(outcome.Plan.Diagnostics)));
        Assert.Empty(reconciliation.Plan().Plan.Changes);
    }

    private static string Run(NetworkNamespace where, string command)
    {
        ProcessStartInfo start = new("nsenter", [$"--net=/proc/{Environment.ProcessId}/fd/{where.Descriptor}", "sh", "-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    private static string Unreached(NetworkNamespace from, IEnumerable<string> addresses) =>
        Run(from, $"for a in {string.Join(' ', addresses)}; do ping -c1 -W3 $a >/dev/null || echo $a; done");

    private static string[] Addresses(int node) =>
        [string.Create(CultureInfo.InvariantCulture, $"10.42.0.{100 + node}"), string.Create(CultureInfo.InvariantCulture, $"fd42::{100 + node}")];

    [Fact]
    public void Every_container_of_ten_nodes_reaches_every_other_and_the_outside()
    {
        const int Count = 10;
        DocumentSet documents = Overlay(Count);
        using Laboratory laboratory = new(LaboratoryLayout.Of(documents), directory);
        Parallel.ForEach(laboratory.Hosts, host => Apply(host, documents));
        string[] all = [.. Enumerable.Range(1, Count).SelectMany(Addresses), .. Enum.GetValues<Core.Values.IpFamily>().Select(f => laboratory.Layout.OutsideAddress(f).ToString())];
        Parallel.ForEach(laboratory.Hosts, host =>
        {
            using NetworkNamespace container = host.Find("c" + host.Name[1..])!;
            Assert.Equal("", Unreached(container, all));
        });
    }

    [Fact]
    public void A_node_that_is_lost_is_as_before_when_it_has_applied_again()
    {
        DocumentSet documents = Overlay(3);
        using Laboratory laboratory = new(LaboratoryLayout.Of(documents), directory);
        Parallel.ForEach(laboratory.Hosts, host => Apply(host, documents));
        LaboratoryHost lost = laboratory.Hosts[2];
        using (HostKernel kernel = new(lost.OptionsFor("default")))
        {
            Reconciliation nothing = new(kernel, DocumentSet.Empty);
            Assert.Equal(OutcomeKind.Applied, nothing.Apply(nothing.Plan(), null, CancellationToken.None).Kind);
        }
        using NetworkNamespace first = laboratory.Hosts[0].Find("c1")!;
        Assert.Equal(2, Unreached(first, Addresses(3)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Apply(lost, documents);
        Assert.Equal("", Unreached(first, Addresses(3)));
    }

    [Fact]
    public void What_documents_take_for_granted_is_there()
    {
        DocumentSet documents = Load("""
            apiVersion: reconciler/v1
            kind: Network
            metadata: {name: web}
            spec: {mode: bridge, subnets: [203.0.113.0/24], uplinkAddress: [192.0.2.44]}
            ---
            apiVersion: reconciler/v1
            kind: Network
            metadata: {name: lan}
            spec: {mode: macvlan, subnets: [{cidr: 198.51.100.0/24, gateway: 198.51.100.1}], macvlan: {parent: lan0}}
            ---
            apiVersion: reconciler/v1
            kind: Network
            metadata: {name: others}
            spec: {mode: bridge, subnets: [10.9.0.0/24], bridge: {interface: br-other, external: true}}
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: one}
            spec: {container: {pid: 812}, network: web, ports: [{host: 80, container: 80, address: 192.0.2.45}]}
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: two}
            spec: {container: {path: /run/somewhere/net}, network: lan}
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: three}
            spec: {container: {netns: three, create: false}, network: others}
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: four}
            spec: {container: {pid: 1}, network: host}
            """);
        using Laboratory laboratory = new(LaboratoryLayout.Of(documents), directory);
        LaboratoryHost host = Assert.Single(laboratory.Hosts);
        Apply(host, documents);
        string addresses = Run(host.Network, "ip -br -4 addr");
        Assert.Contains("192.0.2.44/32", addresses, StringComparison.Ordinal);
        Assert.Contains("192.0.2.45/32", addresses, StringComparison.Ordinal);
        Assert.Contains("lan0", Run(host.Network, "ip -br link show up"), StringComparison.Ordinal);
        foreach (string container in (string[])["stand-in-proc-812-ns-net", "stand-in-run-somewhere-net", "three"])
        {
            using NetworkNamespace there = host.Find(container)!;
            string gateway = container.StartsWith("stand-in", StringComparison.Ordinal) ? laboratory.Layout.OutsideAddress(Core.Values.IpFamily.IPv4).ToString() : "10.9.0.254";
            Assert.Equal("", Unreached(there, [gateway]));
        }
    }
}
