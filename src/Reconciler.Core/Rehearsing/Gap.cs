using Reconciler.Core.Documents;

namespace Reconciler.Core.Rehearsing;

/// <summary>One of many times that a question was asked.</summary>
/// <param name="Sent">Since the first one.</param>
/// <param name="IsAnswered">Whether an answer came in time.</param>
public readonly record struct Beat(TimeSpan Sent, bool IsAnswered);

/// <summary>What became of a question that was asked again and again while a change was made.</summary>
/// <param name="Asked">How often it was asked.</param>
/// <param name="Answered">How often it was answered.</param>
/// <param name="Longest">The longest time from a question that was not answered to the next one that was; zero: all were answered.</param>
/// <param name="IsOver">Whether the last question was answered.</param>
public sealed record Gap(Probe Probe, int Asked, int Answered, TimeSpan Longest, bool IsOver)
{
    /// <summary>
    /// What the questions show; <c>null</c> when they show nothing about the change: it only makes possible, or forbids, what is
    /// asked for.
    /// </summary>
    /// <param name="beats">In the order in which they were sent.</param>
    /// <param name="began">When the change began.</param>
    public static Gap? Of(Probe probe, IReadOnlyList<Beat> beats, TimeSpan began)
    {
        bool isAllowed = probe.Assertion.Spec.Expect == Expectation.Allowed;
        bool wasAnswered = beats.Any(b => b.Sent < began && b.IsAnswered);
        if (beats.Count == 0 || wasAnswered != isAllowed)
            return null;
        Beat[] since = [.. beats.SkipWhile(b => isAllowed && !b.IsAnswered)];
        return new(probe, since.Length, since.Count(b => b.IsAnswered), isAllowed ? LongestIn(since) : TimeSpan.Zero, since[^1].IsAnswered);
    }

    // What is not answered at the end lasts at least until the last question.
    private static TimeSpan LongestIn(Beat[] beats)
    {
        TimeSpan longest = TimeSpan.Zero;
        TimeSpan? lost = null;
        foreach (Beat beat in beats)
        {
            if (!beat.IsAnswered)
                lost ??= beat.Sent;
            if (lost is TimeSpan since && beat.Sent - since > longest)
                longest = beat.Sent - since;
            if (beat.IsAnswered)
                lost = null;
        }
        return longest;
    }
}
