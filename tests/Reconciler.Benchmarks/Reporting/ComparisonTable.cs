using Reconciler.Benchmarks.Peers;
using Reconciler.Benchmarks.Results;

namespace Reconciler.Benchmarks.Reporting;

/// <summary>All peers beside each other.</summary>
internal static class ComparisonTable
{
    // Work and the number of attachments that have a target, as a ratio to the limit.
    private static readonly Dictionary<(string Work, int Count), Target> Targets = new()
    {
        [(Work.FirstApply, 100)] = new(1.5, " × limit"),
        [(Work.FirstApply, 500)] = new(1.25, " × limit"),
        [(Work.FirstApply, 1000)] = new(1.25, " × limit"),
        [(Work.NothingToDo, 1000)] = new(2, " × limit"),
        [(Work.Teardown, 1000)] = new(1.25, " × limit"),
    };

    private static readonly Target OneMore = new(1.3, " × nothing to do");
    private static readonly Target LittleToRead = new(2, " × the limit's of 1,000");

    public static string Write(Measurements measurements)
    {
        SampleView view = new(measurements.Comparison);
        bool hasLimit = view.Peers.Contains(LimitPeer.PeerName);
        // Who was installed by chance first stands first otherwise: rounds are in random order.
        string[] others = [.. view.Peers.Where(p => p is not (ReconcilerPeer.PeerName or LimitPeer.PeerName)).Order(StringComparer.Ordinal)];
        MarkdownTable table = new(["work", "N", "rounds", "reconciler", .. hasLimit ? ["limit", "ratio"] : Array.Empty<string>(), .. others, "target"]);
        foreach ((string work, int count) in Work.OfPeers.SelectMany(w => view.Counts.Select(c => (w, c))))
            table.Add([.. Row(view, work, count, hasLimit, others)]);
        return table.ToString();
    }

    private static IEnumerable<string> Row(SampleView view, string work, int count, bool hasLimit, string[] others)
    {
        double? ratio = view.Ratio((ReconcilerPeer.PeerName, work), (LimitPeer.PeerName, work), count);
        yield return work;
        yield return Words.Number(count, "#,0");
        yield return Words.Number(view.Rounds(ReconcilerPeer.PeerName, work, count), "0");
        yield return Words.Time(view.Milliseconds(ReconcilerPeer.PeerName, work, count));
        if (hasLimit)
        {
            yield return Words.Time(view.Milliseconds(LimitPeer.PeerName, work, count));
            yield return Words.Ratio(ratio);
        }
        foreach (string peer in others)
            yield return Other(view, peer, work, count);
        yield return (work, count) switch
        {
            (Work.OneMore, 1000) => OneMore.Judge(view.Ratio((ReconcilerPeer.PeerName, work), (ReconcilerPeer.PeerName, Work.NothingToDo), count)),
            (Work.NothingToDo, 100) => LittleToRead.Judge(
                view.Milliseconds(ReconcilerPeer.PeerName, work, count) / view.Milliseconds(LimitPeer.PeerName, work, 1000)),
            _ => Targets.TryGetValue((work, count), out Target target) ? target.Judge(ratio) : "",
        };
    }

    private static string Other(SampleView view, string peer, string work, int count) =>
        view.Milliseconds(peer, work, count) is not double time
            ? Words.Time(null)
            : $"{Words.Time(time)} ({Words.Ratio(view.Ratio((peer, work), (ReconcilerPeer.PeerName, work), count))})";
}
