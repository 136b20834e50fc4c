using System.Globalization;

namespace Reconciler.Benchmarks.Drawing;

/// <summary>Where values are on an axis.</summary>
/// <param name="low">The value at its beginning; of a logarithmic one above 0.</param>
/// <param name="high">The value at its end.</param>
/// <param name="start">The place of its beginning, in pixels.</param>
/// <param name="end">The place of its end.</param>
internal sealed class Scale(double low, double high, double start, double end, bool isLogarithmic)
{
    private const int MostTicks = 6;

    /// <summary>From 0 to a round number that is not below a value.</summary>
    public static Scale Linear(double highest, double start, double end)
    {
        double step = Step(highest);
        return new(0, Math.Ceiling(highest / step) * step, start, end, isLogarithmic: false);
    }

    /// <summary>From a power of ten to another.</summary>
    public static Scale Logarithmic(double lowest, double highest, double start, double end) =>
        new(Math.Pow(10, Math.Floor(Math.Log10(lowest))), Math.Pow(10, Math.Ceiling(Math.Log10(highest))), start, end, isLogarithmic: true);

    /// <summary>The place of a value.</summary>
    public double At(double value)
    {
        double share = isLogarithmic ? Math.Log10(value / low) / Math.Log10(high / low) : (value - low) / (high - low);
        return start + share * (end - start);
    }

    /// <summary>Values at which the axis says where it is.</summary>
    public IEnumerable<double> Ticks()
    {
        double step = isLogarithmic ? 10 : Step(high);
        for (double value = low; value <= high * 1.0001; value = isLogarithmic ? value * step : value + step)
            yield return value;
    }

    /// <summary>A value as an axis says it.</summary>
    public static string Label(double value) => value.ToString(value >= 1 ? "#,0.##" : "0.##", CultureInfo.InvariantCulture);

    // 1, 2 or 5 times a power of ten.
    private static double Step(double highest)
    {
        double raw = highest / MostTicks;
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return power * (raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
    }
}
