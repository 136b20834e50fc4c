using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>Follows one question from hop to hop, and its answer back: from who asks, maybe by the host, to who is asked.</summary>
/// <param name="listener">Who is asked, on the same host as who asks.</param>
internal sealed class PathReading(Probe probe, Place listener, PlaceNetworks places, RouteLookup routes, IReadOnlyDictionary<string, Snapshot> hosts)
{
    private readonly Place machine = listener.Machine;

    /// <summary>Whether all neighbours on the way were known when it was followed.</summary>
    public bool IsSure { get; private set; } = true;

    /// <summary>What keeps back the question or the answer; <c>null</c>: nothing that can be read.</summary>
    /// <exception cref="Netlink.NetlinkException">The kernel does not tell.</exception>
    public Decision? Obstacle()
    {
        IsSure = true;
        IpAddress to = probe.ListenAddress;
        if (routes.Refusal(probe.From, probe.Address) is { } refusal)
            return refusal;
        IpAddress next = routes.NextHop(probe.From, probe.Address);
        if (next == to)
            return PortIsolation.Of(probe, hosts) ?? Beyond(probe.From, to, null, null, isBack: false) ?? Back(isDirect: true);
        // A port that the host itself asks for is translated before anything is sent.
        if (probe.From.Is(machine))
            return Beyond(machine, to, null, null, isBack: false) ?? Back(isDirect: true);
        if (Silent(probe.From, next) is { } silent)
            return silent;
        // Who is not the host is not looked into.
        return Input(next) is int input ? (listener.Is(machine) ? null : Beyond(machine, to, Source, input, isBack: false)) ?? Back(isDirect: false) : null;
    }

    private IpAddress? Source => routes.SourceOf(probe.From, probe.Address);

    private Decision? Back(bool isDirect)
    {
        if (Source is not { } source)
            return null;
        // Who has the sender's address does not even take the question.
        Decision? obstacle = Beyond(listener, source, null, null, isBack: true);
        if (obstacle is not null || isDirect || listener.Is(machine))
            return obstacle;
        return Input(routes.NextHop(listener, source)) is int input ? Beyond(machine, source, probe.ListenAddress, input, isBack: true) : null;
    }

    // What becomes of a packet behind one of those on the way, which should not be its end.
    private Decision? Beyond(Place at, IpAddress to, IpAddress? source, int? input, bool isBack)
    {
        if (routes.Refusal(at, to, source, input, isBack) is { } refusal)
            return refusal;
        return routes.IsOwn(at, to) ? new Decision.Intercepted(at, to, isBack) : Silent(at, routes.NextHop(at, to));
    }

    private Decision.NoNeighbour? Silent(Place at, IpAddress neighbour)
    {
        bool? answers = NeighbourCaches.Answers(places, at, neighbour);
        IsSure &= answers is not null;
        return answers == false ? new(at, neighbour) : null;
    }

    // A packet for one of the host's addresses comes in by the link that has it.
    private int? Input(IpAddress next) => routes.LinksWith(machine, next) is [int only] ? only : null;
}
