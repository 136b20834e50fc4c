using Reconciler.Benchmarks.Peers;
using Reconciler.Benchmarks.Results;

namespace Reconciler.Benchmarks.Reporting;

/// <summary>Time and memory over the number of attachments, beside the limit's time.</summary>
internal static class GrowthTable
{
    public static string Write(Measurements measurements)
    {
        SampleView view = new(measurements.Growth);
        MarkdownTable table = new("N", "first apply", "each", "memory", "the limit's", "nothing to do", "each", "memory", "the limit's", "teardown", "the limit's");
        foreach (int count in view.Counts)
        {
            table.Add([Words.Number(count, "#,0"), .. Work(view, Results.Work.FirstApply, count), .. Work(view, Results.Work.NothingToDo, count),
                Words.Time(view.Milliseconds(ReconcilerPeer.PeerName, Results.Work.Teardown, count)),
                Words.Time(view.Milliseconds(LimitPeer.PeerName, Results.Work.Teardown, count))]);
        }
        return table.ToString();
    }

    private static string[] Work(SampleView view, string work, int count) =>
    [
        Words.Time(view.Milliseconds(ReconcilerPeer.PeerName, work, count)),
        Words.Time(view.Milliseconds(ReconcilerPeer.PeerName, work, count) / count),
        Words.Number(view.Mebibytes(ReconcilerPeer.PeerName, work, count), "0", " MiB"),
        Words.Time(view.Milliseconds(LimitPeer.PeerName, work, count)),
    ];
}
