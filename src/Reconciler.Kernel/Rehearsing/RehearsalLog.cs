using System.Diagnostics;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>What happens in a rehearsal, written down by the hosts all at once.</summary>
/// <param name="progress">Is told each stage when it is over.</param>
internal sealed class RehearsalLog(IProgress<StageResult>? progress)
{
    private readonly List<Diagnostic> faults = [];
    private readonly List<StageResult> stages = [];
    private int told;

    /// <summary>What became of each question when all was asked last.</summary>
    public ValueList<ProbeResult> Answers { get; set; } = [];

    /// <summary>What became of each question that was asked while a change was made.</summary>
    public ValueList<Gap> Gaps { get; set; } = [];

    /// <summary>What was planned last.</summary>
    public ValueList<HostPlan> Plans { get; set; } = [];

    /// <summary>What speaks against an assertion, by what was asked: what was found last, and whatever else was found before.</summary>
    public Dictionary<(DocumentId Assertion, string Question), Diagnostic> Unproven { get; } = [];

    /// <summary>Whether something went wrong that leaves nothing to go on with: that an assertion does not hold does not.</summary>
    public bool HasErrors => faults.Any(d => d.Severity == Severity.Error);

    /// <summary>Goes through a stage.</summary>
    /// <param name="act">Gives what the stage counts.</param>
    public void Take(Stage stage, Func<int> act)
    {
        Stopwatch watch = Stopwatch.StartNew();
        int count = act();
        Add(new StageResult(stage, count, watch.Elapsed));
    }

    /// <summary>A stage is over: what was found since the one before was found in it.</summary>
    public void Add(StageResult result)
    {
        stages.Add(result with { Faults = faults.Skip(told).ToValueList() });
        told = faults.Count;
        progress?.Report(stages[^1]);
    }

    public void Add(IEnumerable<Diagnostic> found)
    {
        lock (faults)
            faults.AddRange(found);
    }

    /// <summary>All that is written down; the same of several hosts once.</summary>
    public RehearsalReport Report() => new(stages.ToValueList(), Answers, Gaps, faults.Concat(Unproven.Values).Distinct().ToValueList()) { Plans = Plans };
}
