using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>
/// Asks a question once more while all rulesets on its way tell what becomes of it. Where no rule decided, it looks for routes, neighbours and
/// bridges that did.
/// </summary>
/// <param name="hosts">As they are.</param>
internal sealed class TracingInquiry(PlaceNetworks places, Prober prober, IReadOnlyDictionary<string, Snapshot> hosts) : IInquiry
{
    private readonly RouteLookup routes = new(places);

    public Decision? Of(ProbeResult result, CancellationToken cancellation)
    {
        Probe probe = result.Probe;
        if (!result.Reached && routes.Refusal(probe.From, probe.Address) is { } refusal)
            return refusal;
        using Listeners listeners = prober.Listen([probe]);
        using PacketTrace trace = new(probe, hosts.Keys, places, prober.IsLive ? Askers(probe) : []);
        ProbeResult again = trace.AskAsync(probe, prober, listeners, cancellation).GetAwaiter().GetResult();
        if (again.Reached != result.Reached)
            return null;
        return again.Reached ? trace.Acceptance() ?? new Decision.Unhindered() : trace.Drop() ?? Undecided(result, trace);
    }

    // By which addresses the question may be seen: a host that translates them takes its own on that way.
    private ValueList<IpAddress> Askers(Probe probe) =>
        ((IpAddress?[])[routes.SourceOf(probe.From, probe.Address), routes.SourceOf(probe.From.Machine, probe.ListenAddress)])
            .OfType<IpAddress>().Distinct().ToValueList();

    private Decision? Undecided(ProbeResult result, PacketTrace trace)
    {
        if (trace.Furthest(isAnswer: false) is not { } question)
            return null;
        PacketPath? answer = trace.Furthest(isAnswer: true);
        if ((Interception(question, result.Probe.Listener) ?? Interception(answer, result.Probe.From)) is { } interception)
            return interception;
        if (answer is not null)
            return answer.Reached(NftHook.Input) ? new Decision.NotAnswered(question.At, result.Reason!) : Lost(answer);
        if (!question.Reached(NftHook.Input))
            return PortIsolation.Of(result.Probe, hosts) ?? Lost(question);
        return routes.Refusal(question.At, question.Source, back: true) ?? (Decision)new Decision.NotAnswered(question.At, result.Reason!);
    }

    private static Decision.Intercepted? Interception(PacketPath? packet, Place? meant) =>
        packet is not null && packet.Reached(NftHook.Input) && meant?.Is(packet.At) == false
            ? new(packet.At, packet.Destination, packet.IsAnswer)
            : null;

    // It left for a neighbour, or there is no way on for what came in by a link.
    private Decision Lost(PacketPath packet)
    {
        if (packet.Reached(NftHook.Postrouting))
        {
            IpAddress next = routes.NextHop(packet.At, packet.Destination);
            return NeighbourCaches.Answers(places, packet.At, next) == false ? new Decision.NoNeighbour(packet.At, next) : new Decision.Lost(packet.At, packet.IsAnswer);
        }
        return routes.Refusal(packet.At, packet.Destination, packet.Source, packet.InputInterface, packet.IsAnswer)
            ?? (Decision)new Decision.Lost(packet.At, packet.IsAnswer);
    }
}
