using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>
/// Follows the way of a question, and of its answer, by reading: routes, neighbours, addresses and ports of bridges. Nothing is changed; which
/// rule decided is not found out. Both ends are on one host; of who is not, the way is followed as far as this host.
/// </summary>
/// <param name="hosts">As they are.</param>
internal sealed class ReadingInquiry(PlaceNetworks places, Prober prober, IReadOnlyDictionary<string, Snapshot> hosts) : IInquiry
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly RouteLookup routes = new(places);

    public Decision? Of(ProbeResult result, CancellationToken cancellation)
    {
        // What passed was let pass by a rule, or met none.
        if (result.Reached)
            return null;
        if (result.Probe.Listener is not { } listener)
            return Outwards(result.Probe);
        PathReading reading = new(result.Probe, listener, places, routes, hosts);
        if (reading.Obstacle() is { } obstacle)
            return obstacle;
        // The kernel forgets a neighbour that did not answer after some seconds, and remembers it while it asks.
        return reading.IsSure || AnsweredAgain(result.Probe, cancellation) ? null : reading.Obstacle();
    }

    private Decision.NoRoute? Outwards(Probe probe)
    {
        (Place from, Place machine, IpAddress to) = (probe.From, probe.From.Machine, probe.Address);
        if (routes.Refusal(from, to) is { } refusal)
            return refusal;
        if (from.Is(machine))
            return null;
        return routes.LinksWith(machine, routes.NextHop(from, to)) is [int input] ? routes.Refusal(machine, to, routes.SourceOf(from, to), input) : null;
    }

    private bool AnsweredAgain(Probe probe, CancellationToken cancellation)
    {
        using Listeners listeners = prober.Listen([probe]);
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        return prober.AskUntilAsync(probe, listeners, patience.Token).GetAwaiter().GetResult().Reached;
    }
}
