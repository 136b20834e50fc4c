using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>The parts of a rehearsal, in their order.</summary>
public enum Stage
{
    /// <summary>The hosts are built as they are before anything is applied.</summary>
    Build,

    /// <summary>The documents are applied on all hosts at once, and verified.</summary>
    Apply,

    /// <summary>A second plan finds nothing to do.</summary>
    Repeat,

    /// <summary>Every assertion is proven with packets.</summary>
    Prove,

    /// <summary>All hosts are led back to how they were.</summary>
    Undo,

    /// <summary>The documents that are applied now are, on all hosts at once.</summary>
    Before,

    /// <summary>The change from there is made on all hosts at once, and verified, while questions are asked all the time.</summary>
    Change,
}

/// <summary>A stage that is over.</summary>
/// <param name="Count">Hosts that were built, changes that were made, changes that a second plan found, questions that were asked, changes that could not be undone.</param>
public sealed record StageResult(Stage Stage, int Count, TimeSpan Duration)
{
    /// <summary>What was found in it.</summary>
    public ValueList<Diagnostic> Faults { get; init; } = [];
}

/// <summary>What was planned on a host.</summary>
public sealed record HostPlan(string Host, Plan Plan);

/// <summary>What a rehearsal has shown.</summary>
/// <param name="Stages">Those that were reached.</param>
/// <param name="Answers">What became of each question.</param>
/// <param name="Gaps">What became of each question that was asked all the time while a change was made.</param>
/// <param name="Diagnostics">What is otherwise than it should be, and the warnings of the plans.</param>
public sealed record RehearsalReport(ValueList<StageResult> Stages, ValueList<ProbeResult> Answers, ValueList<Gap> Gaps, ValueList<Diagnostic> Diagnostics)
{
    /// <summary>What was planned on each host: for the change, where it came to that, otherwise for hosts on which nothing is applied.</summary>
    public ValueList<HostPlan> Plans { get; init; } = [];

    /// <summary>Of a rehearsal that did not begin.</summary>
    public static RehearsalReport Nothing { get; } = new([], [], [], []);

    /// <summary>Whether it came to the change from what is applied now.</summary>
    public bool HasChange => Stages.Any(s => s.Stage == Stage.Change);

    /// <summary>Whether nothing is otherwise than it should be.</summary>
    public bool IsProven => !Diagnostics.Any(d => d.Severity == Severity.Error);
}
