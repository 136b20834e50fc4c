using Reconciler.Benchmarks.Drawing;
using Reconciler.Benchmarks.Packets;
using Reconciler.Benchmarks.Results;

namespace Reconciler.Benchmarks.Reporting;

/// <summary>What published ports leave of the connections that routing alone lets through.</summary>
internal static class PacketPicture
{
    private const int Width = 860;
    private const int Height = 330;
    private const int Top = 30;

    public static string Draw(Measurements measurements)
    {
        RateView view = new(measurements.Packets);
        Svg svg = new(Width, Height);
        Series[] lines = [.. PortRules.All.Where(r => r.Name != PortRules.PlainRouting).Select((r, i) => new Series(r.Name, Svg.Colours[i], Points(view, r.Name)))];
        svg.Legend(56, 16, [.. lines.Select(l => (l.Name, l.Colour))]);
        new LineChart(0, Top, Width, Height - Top).Draw(
            svg, "new connections per second, as a part of those without NAT", "published ports", lines, isLogarithmic: true);
        return svg.ToString();
    }

    private static (double X, double Y)[] Points(RateView view, string rules) =>
    [
        .. view.Ports.Select(p => (X: (double)p, Y: view.AmongRules(rules, PortRules.PlainRouting, p)))
            .Where(p => p.Y is not null).Select(p => (p.X, p.Y!.Value)),
    ];
}
