using System.Globalization;

namespace Reconciler.Benchmarks.Reporting;

/// <summary>What a value shall be.</summary>
/// <param name="Bound">The largest value, or the smallest one where <paramref name="IsLeast"/>.</param>
/// <param name="Unit">What follows the number, as in <c> ms</c> or <c>×</c>.</param>
internal readonly record struct Target(double Bound, string Unit, bool IsLeast = false)
{
    /// <summary>The bound and whether a value keeps it, as in <c>≤ 1.25 × : met</c>; <c>null</c>: not measured.</summary>
    public string Judge(double? value)
    {
        string bound = string.Create(CultureInfo.InvariantCulture, $"{(IsLeast ? '≥' : '≤')} {Bound:0.##}{Unit}");
        return value is not double measured ? bound : $"{bound}: {((IsLeast ? measured >= Bound : measured <= Bound) ? "met" : "**missed**")}";
    }
}
