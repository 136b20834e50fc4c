using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>
/// Connections that the kernel goes on to lead where the ruleset does not lead them any more: a destination is translated once, when a
/// connection begins, and what is established passes. A client of UDP that goes on sending would talk to the past for ever.
/// </summary>
public sealed class StaleFlows
{
    private readonly Entrances before;
    private readonly Entrances after;
    private readonly Lazy<HashSet<IpAddress>> own;
    private readonly HashSet<(TransportProtocol, ushort)> concerned;

    private StaleFlows(Entrances before, Entrances after, IEnumerable<IpAddress> own)
    {
        this.before = before;
        this.after = after;
        this.own = new(() => [.. own]);
        concerned = [.. Differing(before.All, after.All), .. Differing(before.OfHost, after.OfHost)];
    }

    /// <summary>No connection.</summary>
    public static StaleFlows None { get; } = new(new([], Concern.Of([])), new([], Concern.Of([])), []);

    /// <summary>Whether there can be none.</summary>
    public bool IsEmpty => concerned.Count == 0;

    /// <summary>Whether a connection is one of them.</summary>
    public bool Contains(TrackedFlow flow)
    {
        if (!concerned.Contains((flow.Protocol, flow.Port)))
            return false;
        return Leads(before, flow) is Destination was && IsAnsweredBy(flow, was)
            ? Leads(after, flow) is not Destination now || !IsAnsweredBy(flow, now)
            : IsOlderThanItsPort(flow);
    }

    /// <param name="own">The host's addresses.</param>
    internal static StaleFlows Between(Entrances before, Entrances after, IEnumerable<IpAddress> own) => new(before, after, own);

    // A client that began before the port was published keeps on reaching the host itself. One that is connected to a service of the
    // host's has its reasons.
    private bool IsOlderThanItsPort(TrackedFlow flow) =>
        (flow.Answers, flow.AnswersFrom) == (flow.Destination, flow.Port) && IsOwn(flow.Destination)
        && !(flow.IsEstablished && flow.Protocol != TransportProtocol.Udp)
        && Leads(after, flow) is not null;

    private Destination? Leads(Entrances entrances, TrackedFlow flow)
    {
        Entrance entrance = new(flow.Protocol, IpPrefix.Single(flow.Destination), flow.Port, IsPublished: true, IpPrefix.Single(flow.Source));
        return IsOwn(flow.Source)
            ? entrances.FindForHost(entrance)
            : entrances.Find(entrance) ?? entrances.Find(entrance with { IsPublished = false });
    }

    private bool IsOwn(IpAddress address) => address.IsLoopback || own.Value.Contains(address);

    private static bool IsAnsweredBy(TrackedFlow flow, Destination destination) =>
        destination.Address == flow.Answers && destination.Port == flow.AnswersFrom;

    private static IEnumerable<(TransportProtocol, ushort)> Differing(
        IReadOnlyDictionary<Entrance, Destination> one, IReadOnlyDictionary<Entrance, Destination> other) =>
        one.Where(e => !HasSame(other, e)).Concat(other.Where(e => !HasSame(one, e))).Select(e => (e.Key.Protocol, e.Key.Port));

    private static bool HasSame(IReadOnlyDictionary<Entrance, Destination> entrances, KeyValuePair<Entrance, Destination> entry) =>
        entrances.TryGetValue(entry.Key, out Destination? there) && (there.Address, there.Port) == (entry.Value.Address, entry.Value.Port);
}
