using System.Globalization;

namespace Reconciler.Benchmarks.Reporting;

/// <summary>Numbers as tables say them; what was not measured is a dash.</summary>
internal static class Words
{
    private const string Nothing = "-";

    /// <summary>A time.</summary>
    public static string Time(double? milliseconds) => milliseconds switch
    {
        null => Nothing,
        >= 10_000 => Text(milliseconds / 1000, "0.0") + " s",
        >= 1000 => Text(milliseconds / 1000, "0.00") + " s",
        >= 100 => Text(milliseconds, "0") + " ms",
        >= 10 => Text(milliseconds, "0.0") + " ms",
        _ => Text(milliseconds, "0.00") + " ms",
    };

    /// <summary>How many times as much.</summary>
    public static string Ratio(double? ratio) => ratio is null ? Nothing : Text(ratio, ratio >= 10 ? "0" : "0.00") + " ×";

    /// <summary>A number with a unit.</summary>
    public static string Number(double? value, string format, string unit = "") => value is null ? Nothing : Text(value, format) + unit;

    private static string Text(double? value, string format) => value!.Value.ToString(format, CultureInfo.InvariantCulture);
}
