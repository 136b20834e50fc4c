using Reconciler.Benchmarks.Drawing;
using Reconciler.Benchmarks.Peers;
using Reconciler.Benchmarks.Results;

namespace Reconciler.Benchmarks.Reporting;

/// <summary>Time and memory over the number of attachments.</summary>
internal static class GrowthPicture
{
    private const int Width = 860;
    private const int Height = 330;
    private const int Top = 30;

    public static string Draw(Measurements measurements)
    {
        SampleView view = new(measurements.Growth);
        Svg svg = new(Width, Height);
        (string, string, string)[] lines =
        [
            ("first apply", ReconcilerPeer.PeerName, Work.FirstApply), ("nothing to do", ReconcilerPeer.PeerName, Work.NothingToDo),
            ("limit: first apply", LimitPeer.PeerName, Work.FirstApply), ("limit: reading", LimitPeer.PeerName, Work.NothingToDo),
        ];
        Series[] times = [.. lines.Select((line, i) => new Series(
            line.Item1, Svg.Colours[i % 2], Points(view, count => view.Milliseconds(line.Item2, line.Item3, count) / 1000), IsDashed: i >= 2))];
        Series[] memory = [.. lines[..2].Select((line, i) => new Series(
            line.Item1, Svg.Colours[i], Points(view, count => view.Mebibytes(line.Item2, line.Item3, count))))];
        svg.Legend(56, 16, [.. times.Take(2).Select(s => (s.Name, s.Colour))]);
        svg.Text(300, 16, "dashed: the limit");
        new LineChart(0, Top, Width / 2.0, Height - Top).Draw(svg, "time in s", "attachments", times);
        new LineChart(Width / 2.0, Top, Width / 2.0, Height - Top).Draw(svg, "memory in MiB", "attachments", memory);
        return svg.ToString();
    }

    private static (double X, double Y)[] Points(SampleView view, Func<int, double?> value) =>
        [.. view.Counts.Select(c => (X: (double)c, Y: value(c))).Where(p => p.Y is not null).Select(p => (p.X, p.Y!.Value))];
}
