using System.Diagnostics;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>What happens in a rehearsal, written down by the hosts all at once.</summary>
/// <param name="progress">Is told each stage when it is over.</param>
internal sealed class RehearsalLog(IProgress<StageResult>? progress)
{
    private readonly List<Diagnostic> faults = [];
    private readonly List<StageResult> stages = [];

    public ValueList<StageResult> Stages => stages.ToValueList();

    /// <summary>What was found; the same on several hosts is told once.</summary>
    public ValueList<Diagnostic> Faults => faults.Distinct().ToValueList();

    public bool HasErrors => faults.Any(d => d.Severity == Severity.Error);

    /// <summary>Goes through a stage.</summary>
    /// <param name="act">Gives what the stage counts.</param>
    public void Take(Stage stage, Func<int> act)
    {
        Stopwatch watch = Stopwatch.StartNew();
        int count = act();
        Add(new StageResult(stage, count, watch.Elapsed));
    }

    public void Add(StageResult result)
    {
        stages.Add(result);
        progress?.Report(result);
    }

    public void Add(IEnumerable<Diagnostic> found)
    {
        lock (faults)
            faults.AddRange(found);
    }
}
