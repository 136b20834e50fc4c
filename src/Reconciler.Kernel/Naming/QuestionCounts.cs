using System.Collections.Concurrent;
using Reconciler.Core.Naming;

namespace Reconciler.Kernel.Naming;

/// <summary>What became of a question.</summary>
public enum QuestionOutcome
{
    /// <summary>It was answered with what is known.</summary>
    Answered,

    /// <summary>There is no such name.</summary>
    Unknown,

    /// <summary>It was no question that is answered here.</summary>
    Refused,

    /// <summary>Somebody else answered it.</summary>
    PassedOn,

    /// <summary>Nobody else answered it.</summary>
    Failed,
}

/// <summary>Counts the questions that were asked in networks, by what became of them.</summary>
public sealed class QuestionCounts
{
    private readonly ConcurrentDictionary<(string Network, QuestionOutcome Outcome), long> counts = [];

    /// <summary>Those that were asked so far, sorted.</summary>
    public IReadOnlyList<(string Network, QuestionOutcome Outcome, long Count)> All =>
        [.. counts.Select(c => (c.Key.Network, c.Key.Outcome, c.Value)).OrderBy(c => c.Network, StringComparer.Ordinal).ThenBy(c => c.Outcome)];

    /// <summary>Counts one that was answered here.</summary>
    internal void Count(string network, Reply reply)
    {
        if (reply.Kind == ReplyKind.Answer)
            Count(network, reply.Code switch { DnsCode.NoError => QuestionOutcome.Answered, DnsCode.NameError => QuestionOutcome.Unknown, _ => QuestionOutcome.Refused });
    }

    /// <summary>Counts one that was passed on.</summary>
    internal void Count(string network, bool isAnswered) => Count(network, isAnswered ? QuestionOutcome.PassedOn : QuestionOutcome.Failed);

    private void Count(string network, QuestionOutcome outcome) => counts.AddOrUpdate((network, outcome), 1, (_, before) => before + 1);
}
