namespace Reconciler.Benchmarks.Drawing;

/// <summary>A line of a chart.</summary>
/// <param name="Points">In the order of X.</param>
/// <param name="IsDashed">Whether it is there to compare with.</param>
internal sealed record Series(string Name, string Colour, IReadOnlyList<(double X, double Y)> Points, bool IsDashed = false);
