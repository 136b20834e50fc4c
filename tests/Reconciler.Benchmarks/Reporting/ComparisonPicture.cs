using Reconciler.Benchmarks.Drawing;
using Reconciler.Benchmarks.Peers;
using Reconciler.Benchmarks.Results;

namespace Reconciler.Benchmarks.Reporting;

/// <summary>The time of each peer for each work, as bars on a logarithmic scale.</summary>
internal static class ComparisonPicture
{
    private const int Count = 100;
    private const int Width = 860;
    private const int Left = 110;
    private const int Right = 90;
    private const int Top = 62;
    private const int Bar = 15;
    private const int Gap = 16;

    public static string Draw(Measurements measurements)
    {
        SampleView view = new(measurements.Comparison);
        string[] peers = [ReconcilerPeer.PeerName, .. view.Peers.Where(p => p != ReconcilerPeer.PeerName).OrderBy(p => p != LimitPeer.PeerName).ThenBy(p => p, StringComparer.Ordinal)];
        (string Work, (string Peer, string Colour, double Time)[] Bars)[] groups = [.. Work.OfPeers.Select(w => (w, Bars(view, peers, w)))];
        double[] times = [.. groups.SelectMany(g => g.Bars).Select(b => b.Time)];
        int height = Top + groups.Sum(g => g.Bars.Length * Bar + Gap) + 34;
        Svg svg = new(Width, height);
        svg.Text(Left, 18, $"Time for {Count} containers in ms, logarithmic: shorter is better", isBold: true);
        if (times.Length == 0)
        {
            svg.Text(Left, Top, "not measured");
            return svg.ToString();
        }
        svg.Legend(Left, 42, [.. peers.Select((p, i) => (p, Svg.Colours[i]))]);
        Scale scale = Scale.Logarithmic(times.Min(), times.Max(), Left, Width - Right);
        DrawAxis(svg, scale, height);
        double y = Top;
        foreach ((string work, (string Peer, string Colour, double Time)[] bars) in groups)
        {
            svg.Text(Left - 10, y + bars.Length * Bar / 2.0 + 4, work, "end");
            foreach ((_, string colour, double time) in bars)
            {
                svg.Box(Left, y + 1, scale.At(time) - Left, Bar - 2, colour);
                svg.Text(scale.At(time) + 6, y + Bar - 4, Words.Time(time));
                y += Bar;
            }
            y += Gap;
        }
        return svg.ToString();
    }

    private static (string Peer, string Colour, double Time)[] Bars(SampleView view, string[] peers, string work) =>
    [
        .. peers.Select((p, i) => (Peer: p, Colour: Svg.Colours[i], Time: view.Milliseconds(p, work, Count)))
            .Where(b => b.Time is not null).Select(b => (b.Peer, b.Colour, b.Time!.Value)),
    ];

    private static void DrawAxis(Svg svg, Scale scale, int height)
    {
        foreach (double tick in scale.Ticks())
        {
            svg.Line(scale.At(tick), Top - 6, scale.At(tick), height - 30, isFaint: true);
            svg.Text(scale.At(tick), height - 14, Scale.Label(tick), "middle");
        }
    }
}
