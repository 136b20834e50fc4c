using System.Globalization;
using System.Net;
using System.Text;

namespace Reconciler.Benchmarks.Drawing;

/// <summary>A picture of lines, boxes and words in colours that can be seen on white and on black.</summary>
/// <param name="width">In pixels.</param>
/// <param name="height">In pixels.</param>
internal sealed class Svg(int width, int height)
{
    /// <summary>The colour of words and axes.</summary>
    public const string Ink = "#7d8590";

    /// <summary>Colours that are told apart, in the order in which they are used.</summary>
    public static IReadOnlyList<string> Colours { get; } = ["#3b82d6", "#d9822b", "#3fa26a", "#9a6dd0", "#cf5a62", "#2fa4b5"];

    private readonly StringBuilder body = new();

    /// <summary>Draws a line.</summary>
    /// <param name="isFaint">Whether it only guides the eye.</param>
    public void Line(double x1, double y1, double x2, double y2, bool isFaint = false) =>
        Add($"""<line x1="{x1:0.#}" y1="{y1:0.#}" x2="{x2:0.#}" y2="{y2:0.#}" stroke="{Ink}" stroke-opacity="{(isFaint ? 0.25 : 0.8)}"/>""");

    /// <summary>Draws a line through points, with a dot on each.</summary>
    public void Path(IReadOnlyList<(double X, double Y)> points, string colour, bool isDashed = false)
    {
        string line = string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.#},{p.Y:0.#}")));
        string dashes = isDashed ? " stroke-dasharray=\"5 4\"" : "";
        Add($"""<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>""");
        foreach ((double x, double y) in points)
            Add($"""<circle cx="{x:0.#}" cy="{y:0.#}" r="3" fill="{colour}"/>""");
    }

    /// <summary>Fills a box.</summary>
    public void Box(double x, double y, double boxWidth, double boxHeight, string colour) =>
        Add($"""<rect x="{x:0.#}" y="{y:0.#}" width="{boxWidth:0.#}" height="{boxHeight:0.#}" fill="{colour}"/>""");

    /// <summary>Writes words.</summary>
    /// <param name="anchor">Which part of them is at the place: <c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public void Text(double x, double y, string text, string anchor = "start", bool isBold = false)
    {
        string weight = isBold ? " font-weight=\"bold\"" : "";
        Add($"""<text x="{x:0.#}" y="{y:0.#}" text-anchor="{anchor}"{weight}>{WebUtility.HtmlEncode(text)}</text>""");
    }

    /// <summary>Writes the names of colours beside each other.</summary>
    public void Legend(double x, double y, IReadOnlyList<(string Name, string Colour)> entries)
    {
        const int Square = 10, Gap = 6, LetterWidth = 7, Between = 22;
        foreach ((string name, string colour) in entries)
        {
            Box(x, y - Square + 1, Square, Square, colour);
            Text(x + Square + Gap, y, name);
            x += Square + Gap + name.Length * LetterWidth + Between;
        }
    }

    /// <summary>The file.</summary>
    public override string ToString() => $"""
        <svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="DejaVu Sans, Helvetica, Arial, sans-serif" font-size="12" fill="{Ink}">
        {body}</svg>

        """;

    private void Add(FormattableString element) => body.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
