using System.Net.Sockets;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>Finds out who decided about questions whose answers are not as expected: routes, rules, neighbours, bridges.</summary>
/// <param name="reached">The hosts as they are.</param>
internal sealed class Decisions(
    DocumentSet documents, string owner, Func<Place, NetworkNamespace> find, Prober prober, IReadOnlyDictionary<string, Snapshot> reached)
{
    // Each is asked once more. Where more are otherwise than expected, they mostly have one cause.
    private const int AtMost = 20;

    private readonly RouteLookup routes = new(find);
    private readonly Remedies remedies = new(documents, $"inet {new OwnershipMark(owner).Table}");

    /// <summary>The same results; the first unexpected ones say who decided, as far as that is known.</summary>
    public ValueList<ProbeResult> AddTo(ValueList<ProbeResult> results)
    {
        HashSet<Probe> asked = [.. results.Where(r => r.IsUnexpected).Take(AtMost).Select(r => r.Probe)];
        return asked.Count == 0 ? results : results.Select(r => asked.Contains(r.Probe) ? Decided(r) : r).ToValueList();
    }

    private ProbeResult Decided(ProbeResult result)
    {
        try
        {
            return Of(result) is { } decision ? result with { Decision = decision, Remedy = remedies.Of(result.Probe, decision) } : result;
        }
        catch (Exception e) when (e is NetlinkException or SocketException)
        {
            // What cannot be found out here is not said.
            return result;
        }
    }

    private Decision? Of(ProbeResult result)
    {
        Probe probe = result.Probe;
        if (!result.Reached && routes.Refusal(probe.From, probe.Address) is { } refusal)
            return refusal;
        using Listeners listeners = prober.Listen([probe]);
        using PacketTrace trace = new(probe, reached.Keys, find);
        ProbeResult again = trace.AskAsync(probe, prober).GetAwaiter().GetResult();
        if (again.Reached != result.Reached)
            return null;
        return again.Reached ? trace.Acceptance() ?? new Decision.Unhindered() : trace.Drop() ?? Undecided(result, trace);
    }

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
            return Isolation(result.Probe) ?? Lost(question);
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
            return NeighbourCaches.IsSilent(find(packet.At), next) ? new Decision.NoNeighbour(packet.At, next) : new Decision.Lost(packet.At, packet.IsAnswer);
        }
        return routes.Refusal(packet.At, packet.Destination, packet.Source, packet.InputInterface, packet.IsAnswer)
            ?? (Decision)new Decision.Lost(packet.At, packet.IsAnswer);
    }

    private Decision.IsolatedPorts? Isolation(Probe probe) =>
        probe.Listener is { } listener && listener.Host == probe.From.Host && reached.TryGetValue(listener.Host, out Snapshot? host)
            && PortIsolation.Between(IdOf(probe.From), IdOf(listener), host) is { } bridge
            ? new Decision.IsolatedPorts(bridge)
            : null;

    private static DocumentId IdOf(Place container) => new(DocumentKind.ContainerAttachment, container.Name);
}
