using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Rendering;

/// <summary>Gaps in traffic while a change was made, for people: the longest first.</summary>
internal static class GapText
{
    private const int WidthOfGap = 9;

    /// <param name="withoutGap">Whether those are shown, too, that were answered all the time.</param>
    public static void Write(ValueList<Gap> gaps, bool withoutGap, Page page)
    {
        page.Line(Sum(gaps), Tone.Strong);
        foreach (Gap gap in gaps.OrderByDescending(g => g.Longest))
        {
            bool isFault = RehearsalDiagnostics.Of(gap) is not null;
            if (IsQuiet(gap) && !withoutGap)
                continue;
            page.Write($"  {Length(gap).PadRight(WidthOfGap)}", isFault ? Tone.Error : gap.Longest > TimeSpan.Zero ? Tone.Warning : Tone.Success);
            page.Line($"{gap.Probe}: {Answered(gap)}");
        }
    }

    /// <summary>How many there are, in a sentence.</summary>
    public static string Sum(ValueList<Gap> gaps)
    {
        int quiet = gaps.Count(IsQuiet);
        string all = quiet == gaps.Count ? $"no gap in {Figures.Count(quiet, "question")}" : $"{Figures.Count(gaps.Count - quiet, "gap")} in {Figures.Count(gaps.Count, "question")}";
        return $"Asked every 10 ms while the change was made: {all}.";
    }

    /// <summary>Whether a question was answered all the time, or never, as it should be.</summary>
    public static bool IsQuiet(Gap gap) => gap.Longest == TimeSpan.Zero && RehearsalDiagnostics.Of(gap) is null;

    /// <summary>The time of the gap.</summary>
    public static string Length(Gap gap) =>
        gap.Longest == TimeSpan.Zero ? "none" : string.Create(CultureInfo.InvariantCulture, $"{gap.Longest.TotalMilliseconds:0} ms");

    /// <summary>How often it was answered.</summary>
    public static string Answered(Gap gap) => gap.Probe.Assertion.Spec.Expect == Expectation.Denied && gap.Answered == 0
        ? string.Create(CultureInfo.InvariantCulture, $"never answered in {gap.Asked} times, as it should be")
        : string.Create(CultureInfo.InvariantCulture, $"answered {gap.Answered} of {gap.Asked} times");
}
