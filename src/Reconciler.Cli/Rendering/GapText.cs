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
        int quiet = gaps.Count(g => g.Longest == TimeSpan.Zero && RehearsalDiagnostics.Of(g) is null);
        string all = quiet == gaps.Count ? $"no gap in {RehearsalText.Count(quiet, "question")}" : $"{RehearsalText.Count(gaps.Count - quiet, "gap")} in {RehearsalText.Count(gaps.Count, "question")}";
        page.Line($"Asked every 10 ms while the change was made: {all}.", Tone.Strong);
        foreach (Gap gap in gaps.OrderByDescending(g => g.Longest))
        {
            bool isFault = RehearsalDiagnostics.Of(gap) is not null;
            if (gap.Longest == TimeSpan.Zero && !isFault && !withoutGap)
                continue;
            page.Write($"  {Length(gap).PadRight(WidthOfGap)}", isFault ? Tone.Error : gap.Longest > TimeSpan.Zero ? Tone.Warning : Tone.Success);
            page.Line($"{gap.Probe.Service} of {gap.Probe.From.Name} to {gap.Probe.To} ({gap.Probe.Address}): {Answered(gap)}");
        }
    }

    private static string Length(Gap gap) =>
        gap.Longest == TimeSpan.Zero ? "none" : string.Create(CultureInfo.InvariantCulture, $"{gap.Longest.TotalMilliseconds:0} ms");

    private static string Answered(Gap gap) => gap.Probe.Assertion.Spec.Expect == Expectation.Denied && gap.Answered == 0
        ? string.Create(CultureInfo.InvariantCulture, $"never answered in {gap.Asked} times, as it should be")
        : string.Create(CultureInfo.InvariantCulture, $"answered {gap.Answered} of {gap.Asked} times");
}
