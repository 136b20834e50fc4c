using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Inspecting;

/// <summary>
/// Published ports that somebody else has. One that is published already stays so, whoever comes later: that is said, and prevents
/// nothing.
/// </summary>
public sealed class PortConflicts
{
    private readonly PublishedPort[] ports;
    private readonly ILookup<ushort, PublishedPort> byNumber;

    /// <param name="wanted">What documents come to.</param>
    /// <param name="observed">The host as it is.</param>
    public PortConflicts(IEnumerable<Desired> wanted, Snapshot observed)
    {
        ports = [.. PublishedPort.In(wanted, observed)];
        byNumber = Numbered(ports).ToLookup(p => p.Number, p => p.Port);
    }

    /// <summary>The protocols of published ports.</summary>
    public ValueList<TransportProtocol> Protocols => ports.Select(p => p.Protocol).Distinct().ToValueList();

    /// <summary>Those of the host's sockets that lose packets to a container.</summary>
    public IEnumerable<Listener> Losing(IEnumerable<Listener> listeners) => listeners.Where(l => byNumber[l.Port].Any(l.LosesTo));

    /// <summary>One for each port of a document, however many sockets there are.</summary>
    public IEnumerable<Diagnostic> With(IEnumerable<Listener> listeners) => listeners
        .SelectMany(l => byNumber[l.Port].Where(l.LosesTo).Select(p => (Port: p, Listener: l)))
        .GroupBy(c => (c.Port.Origin, c.Port.Protocol, c.Listener.Port))
        .Select(g => PortDiagnostics.Listening(
            SeverityOf(g.Select(c => c.Port)), g.Key.Origin, Word(g.Key.Protocol, [g.Key.Port]), g.Select(c => c.Listener).Distinct().ToValueList()));

    /// <summary>One for each of a document's entries and whoever claims ports of it.</summary>
    public IEnumerable<Diagnostic> With(IEnumerable<ForeignClaim> claims) => claims
        .SelectMany(c => ports.Where(c.Concerns).Select(p => (Port: p, Claim: c)))
        .GroupBy(c => (c.Port.Origin, c.Port.Protocol, c.Claim.By))
        .Select(g => (g.Key, Severity: SeverityOf(g.Select(c => c.Port)), Ports: Word(g.Key.Protocol, g.SelectMany(c => Common(c.Port.Ports, c.Claim.Ports)))))
        .Select(c => c.Key.By switch
        {
            Claimant.Owner owner => PortDiagnostics.PublishedByOther(c.Severity, c.Key.Origin, c.Ports, owner),
            Claimant.Rule rule => PortDiagnostics.TranslatedByOther(c.Key.Origin, c.Ports, rule),
            _ => throw new ArgumentOutOfRangeException(nameof(claims)),
        });

    private static IEnumerable<(ushort Number, PublishedPort Port)> Numbered(PublishedPort[] ports)
    {
        foreach (PublishedPort port in ports)
        {
            for (int number = port.Ports.First; number <= port.Ports.Last; number++)
                yield return ((ushort)number, port);
        }
    }

    private static Severity SeverityOf(IEnumerable<PublishedPort> concerned) => concerned.All(p => p.IsThere) ? Severity.Warning : Severity.Error;

    private static IEnumerable<int> Common(PortRange one, PortRange other)
    {
        int first = Math.Max(one.First, other.First);
        return Enumerable.Range(first, Math.Min(one.Last, other.Last) - first + 1);
    }

    // As in tcp/8080 and udp/9000-9005,9100.
    private static string Word(TransportProtocol protocol, IEnumerable<int> numbers)
    {
        List<PortRange> ranges = [];
        foreach (ushort number in numbers.Distinct().Order().Select(n => (ushort)n))
        {
            if (ranges.Count > 0 && ranges[^1].Last + 1 == number)
                ranges[^1] = ranges[^1] with { Last = number };
            else
                ranges.Add(new(number));
        }
        return $"{protocol.ToString().ToLowerInvariant()}/{string.Join(',', ranges)}";
    }
}
