using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;
using Reconciler.Netlink;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Nftables.Expressions;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>A question that is asked once more while all places on its way tell what becomes of its packets.</summary>
internal sealed class PacketTrace : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    private readonly List<TracingPlace> way = [];

    /// <param name="hosts">Any of which may be on the way: an overlay's packets come by the host that is asked first.</param>
    /// <param name="askers">The addresses by which who asks may be seen; none: whoever asks.</param>
    /// <exception cref="NetlinkException">The kernel does not trace here.</exception>
    public PacketTrace(Probe probe, IEnumerable<string> hosts, PlaceNetworks places, ValueList<IpAddress> askers)
    {
        try
        {
            foreach (Place place in WayOf(probe, hosts).DistinctBy(p => (p.Host, p.Namespace)))
                way.Add(new(place, places, probe, askers));
        }
        catch
        {
            // Whatever it was: nobody gets hold of what is half built, so nobody else could take it down.
            Dispose();
            throw;
        }
    }

    /// <summary>Asks until there is an answer, a packet is dropped, or nothing more is to be expected.</summary>
    public async Task<ProbeResult> AskAsync(Probe probe, Prober prober, Listeners listeners, CancellationToken cancellation)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        Task<ProbeResult> asked = prober.AskUntilAsync(probe, listeners, patience.Token);
        while (!asked.IsCompleted)
        {
            await Task.WhenAny(asked, Task.Delay(Glance, CancellationToken.None));
            if (way.Exists(p => p.Listen()))
                await patience.CancelAsync();
        }
        ProbeResult result = await asked;
        way.ForEach(p => p.Listen());
        return result;
    }

    /// <summary>Who dropped the question or, if nobody did, the answer.</summary>
    public Decision? Drop()
    {
        foreach (bool isAnswer in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (TracingPlace place in way)
            {
                if (place.FirstPacket(isAnswer)?.Drop is { } drop)
                    return place.DecisionOf(drop, isAnswer);
            }
        }
        return null;
    }

    /// <summary>The last rule that let the question pass; where addresses are translated, passing is not what is decided.</summary>
    public Decision? Acceptance() => way.SelectMany(Acceptances).LastOrDefault();

    /// <summary>How far the question came, or the answer; <c>null</c>: it was not sent.</summary>
    public PacketPath? Furthest(bool isAnswer)
    {
        IEnumerable<PacketPath> seen = way.Select(p => p.FirstPacket(isAnswer)).OfType<PacketPath>();
        return isAnswer ? seen.FirstOrDefault() : seen.LastOrDefault();
    }

    public void Dispose() => way.ForEach(p => p.Dispose());

    private static IEnumerable<Place> WayOf(Probe probe, IEnumerable<string> hosts)
    {
        Place[] end = probe.Listener is { } listener ? [listener.Machine, listener] : [];
        IEnumerable<Place> between = hosts.Select(Place.OfMachine).Where(h => !end.Any(h.Is));
        return [probe.From, probe.From.Machine, .. between, .. end];
    }

    private static IEnumerable<Decision> Acceptances(TracingPlace place)
    {
        IEnumerable<TraceMessage> messages = place.FirstPacket(isAnswer: false)?.Acceptances ?? [];
        return messages.Where(m => place.RuleOf(m) is { } rule && !rule.Expressions.Any(e => e is NatExpression or MasqueradeExpression))
            .Select(m => place.DecisionOf(m, isAnswer: false));
    }
}
