namespace Reconciler.Benchmarks.Drawing;

/// <summary>Lines over a number of things, in a part of a picture.</summary>
/// <param name="left">Where the part begins, its labels included.</param>
/// <param name="width">How wide the part is.</param>
internal sealed class LineChart(double left, double top, double width, double height)
{
    private const double LabelWidth = 56;
    private const double LabelHeight = 40;
    private const double TitleHeight = 22;

    /// <summary>Draws it.</summary>
    /// <param name="horizontal">What the numbers below it are of.</param>
    public void Draw(Svg svg, string title, string horizontal, IReadOnlyList<Series> lines, bool isLogarithmic = false)
    {
        (double X, double Y)[] all = [.. lines.SelectMany(l => l.Points)];
        svg.Text(left + LabelWidth, top + 12, title, isBold: true);
        if (all.Length == 0)
        {
            svg.Text(left + LabelWidth, top + height / 2, "not measured");
            return;
        }
        double bottom = top + height - LabelHeight;
        double right = left + width - 24;
        Scale x = isLogarithmic
            ? Scale.Logarithmic(all.Min(p => p.X), Math.Max(10, all.Max(p => p.X)), left + LabelWidth, right)
            : Scale.Linear(all.Max(p => p.X), left + LabelWidth, right);
        Scale y = Scale.Linear(all.Max(p => p.Y), bottom, top + TitleHeight);
        DrawAxes(svg, x, y, horizontal, bottom, right);
        foreach (Series line in lines)
            svg.Path([.. line.Points.Select(p => (x.At(p.X), y.At(p.Y)))], line.Colour, line.IsDashed);
    }

    private void DrawAxes(Svg svg, Scale x, Scale y, string horizontal, double bottom, double right)
    {
        foreach (double tick in y.Ticks())
        {
            svg.Line(left + LabelWidth, y.At(tick), right, y.At(tick), isFaint: true);
            svg.Text(left + LabelWidth - 6, y.At(tick) + 4, Scale.Label(tick), "end");
        }
        foreach (double tick in x.Ticks())
        {
            svg.Line(x.At(tick), bottom, x.At(tick), bottom + 4);
            svg.Text(x.At(tick), bottom + 17, Scale.Label(tick), "middle");
        }
        svg.Line(left + LabelWidth, bottom, right, bottom);
        svg.Text((left + LabelWidth + right) / 2, bottom + 34, horizontal, "middle");
    }
}
