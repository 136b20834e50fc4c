using System.Globalization;

namespace Reconciler.Cli.Rendering;

/// <summary>Numbers as they stand in a sentence.</summary>
internal static class Figures
{
    /// <summary>A number with its noun, as in <c>1 change</c> and <c>2 changes</c>.</summary>
    /// <param name="plural">Unsaid: the noun with an s.</param>
    public static string Count(int number, string noun, string? plural = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? noun : plural ?? noun + "s")}");

    /// <summary>A time in whole milliseconds, of which a part counts as one.</summary>
    public static string Milliseconds(TimeSpan duration) => Math.Ceiling(duration.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
}
