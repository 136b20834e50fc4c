using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>
/// Follows the way of a question, and of its answer, by reading: routes, neighbours, addresses and ports of bridges. Nothing is changed; which
/// rule decided is not found out. Both ends are on one host.
/// </summary>
/// <param name="hosts">As they are.</param>
internal sealed class ReadingInquiry(PlaceNetworks places, Prober prober, IReadOnlyDictionary<string, Snapshot> hosts) : IInquiry
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly RouteLookup routes = new(places);

    public Decision? Of(ProbeResult result, CancellationToken cancellation)
    {
        // What passed was let pass by a rule, or met none.
        if (result.Reached || result.Probe.Listener is not { } listener)
            return null;
        PathReading reading = new(result.Probe, listener, places, routes, hosts);
        if (reading.Obstacle() is { } obstacle)
            return obstacle;
        // The kernel forgets a neighbour that did not answer after some seconds, and remembers it while it asks.
        return reading.IsSure || AnsweredAgain(result.Probe, cancellation) ? null : reading.Obstacle();
    }

    private bool AnsweredAgain(Probe probe, CancellationToken cancellation)
    {
        using Listeners listeners = prober.Listen([probe]);
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        return prober.AskUntilAsync(probe, listeners, patience.Token).GetAwaiter().GetResult().Reached;
    }
}
