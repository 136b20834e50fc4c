using Reconciler.Benchmarks.Packets;
using Reconciler.Benchmarks.Results;

namespace Reconciler.Benchmarks.Reporting;

/// <summary>Connections per second, and what is left of those without any rules.</summary>
internal static class PacketTable
{
    public static string Write(Measurements measurements)
    {
        RateView view = new(measurements.Packets);
        MarkdownTable table = new(["rules", .. view.Ports.Select(p => Words.Number(p, "#,0") + (p == 1 ? " port" : " ports"))]);
        foreach (PortRules rules in PortRules.All)
            table.Add([rules.Name, .. view.Ports.Select(p => Cell(view, rules.Name, p))]);
        return table.ToString();
    }

    private static string Cell(RateView view, string rules, int ports) => view.PerSecond(rules, ports) is not double rate
        ? Words.Number(null, "")
        : $"{Words.Number(rate, "#,0")} ({Words.Number(view.AmongRules(rules, PortRules.PlainRouting, ports), "0.00")})";
}
