using System.Globalization;
using System.Net;
using Reconciler.Benchmarks.Hosts;
using Reconciler.Benchmarks.Results;
using Reconciler.Benchmarks.Running;
using Reconciler.Benchmarks.Workloads;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Benchmarks.Packets;

/// <summary>What published ports cost those who connect: through the last of many, by all ways to publish them.</summary>
internal sealed class PacketCost(string folder, TextWriter log)
{
    /// <summary>Measures each way with each number of ports in each round, in a random order.</summary>
    public IReadOnlyList<RateSample> Run(IReadOnlyList<int> ports, int rounds, TimeSpan time)
    {
        List<RateSample> samples = [];
        for (int round = 0; round < rounds; round++)
        {
            (PortRules Rules, int Ports)[] cells = [.. PortRules.All.Where(r => r.IsThere).SelectMany(r => ports.Select(p => (r, p)))];
            Random.Shared.Shuffle(cells);
            foreach ((PortRules rules, int count) in cells)
                samples.Add(Run(rules, count, round, time));
        }
        return samples;
    }

    private RateSample Run(PortRules rules, int ports, int round, TimeSpan time)
    {
        using BenchmarkHost host = new(ports);
        rules.Prepare(host, folder, ports);
        using NetworkNamespace container = host.Container(ports);
        double rate = ConnectionRate.Measure(host.Outside, Target(host, rules, ports), container, time);
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ports} ports, round {round + 1}: {rules.Name}: {rate:0} connections per second"));
        return new(rules.Name, ports, round, Math.Round(rate, 1));
    }

    private static IPEndPoint Target(BenchmarkHost host, PortRules rules, int ports)
    {
        if (rules.Name != PortRules.PlainRouting)
            return new(IPAddress.Parse(BenchmarkHost.Address), WorkloadDocuments.PortOf(ports));
        new Command("ip", "route", "add", "10.88.0.0/16", "via", BenchmarkHost.Address).Succeed(host.Outside);
        return new(IPAddress.Parse(WorkloadDocuments.AddressOf(ports)), 80);
    }
}
