using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>A port that is reached from outside, or several in a row that lead to the same container.</summary>
/// <param name="Protocol">What is reached; <c>IPPROTO_ICMP</c> stands for an echo of either family.</param>
/// <param name="Address">
/// All addresses of the host (<c>0.0.0.0/0</c>, <c>::/0</c>) that the port is not published on by themselves; one of them; a container's
/// own, where its network is routed; or, for an echo, all of a routed network's.
/// </param>
/// <param name="Ports"><c>null</c>: an echo has none.</param>
/// <param name="To">Who answers, or answered.</param>
/// <param name="Before">Who answered before, where that was somebody else.</param>
/// <param name="Origin">What wants it to be reachable; <c>null</c> when nothing does any more.</param>
public sealed record ExposedPorts(
    TransportProtocol Protocol, IpPrefix Address, PortRange? Ports, ExposedTarget To, ExposedTarget? Before, Origin? Origin)
{
    /// <summary>Who reaches, or reached it; none: everybody.</summary>
    public ValueList<IpPrefix> From { get; init; } = [];

    /// <summary>One for each row of ports, by address, protocol and port.</summary>
    internal static ValueList<ExposedPorts> Fold(IReadOnlyCollection<ExposedPorts> single)
    {
        List<ExposedPorts> rows = Rows(single);
        return rows.TrueForAll(row => row.From.Count == 0)
            ? rows.Distinct().ToValueList()
            : Together(rows).OrderBy(p => p.Address).ThenBy(p => p.Protocol).ThenBy(p => p.Ports?.First).ToValueList();
    }

    // For all whom they are open to.
    private static IEnumerable<ExposedPorts> Together(List<ExposedPorts> rows) => rows
        .GroupBy(row => (row with { From = [] }, IsForAll: row.From.Count == 0))
        .Select(same => same.First() with { From = same.SelectMany(row => row.From).ToValueList() });

    // By address, protocol, who they are open to, and port.
    private static List<ExposedPorts> Rows(IEnumerable<ExposedPorts> single)
    {
        List<ExposedPorts> rows = [];
        foreach (ExposedPorts next in single.OrderBy(p => p.Address).ThenBy(p => p.Protocol).ThenBy(p => p.From.Count == 0 ? default : p.From[0]).ThenBy(p => p.Ports?.First))
        {
            if (rows.Count > 0 && rows[^1].IsContinuedBy(next))
                rows[^1] = rows[^1].Through(next);
            else
                rows.Add(next);
        }
        return rows;
    }

    private bool IsContinuedBy(ExposedPorts next) =>
        (next.Protocol, next.Address, next.From, next.Origin) == (Protocol, Address, From, Origin) && Ports?.Last + 1 == next.Ports?.First
        && To.IsContinuedBy(next.To) && (Before is null ? next.Before is null : next.Before is not null && Before.IsContinuedBy(next.Before));

    private ExposedPorts Through(ExposedPorts last) => this with
    {
        Ports = Ports!.Value with { Last = last.Ports!.Value.Last },
        To = To.Through(last.To),
        Before = Before?.Through(last.Before!),
    };
}

/// <summary>Where what is reached from outside is led.</summary>
/// <param name="Document">The attachment, or for an echo the network; <c>null</c> when no container has the address.</param>
/// <param name="Address">The container's; <c>null</c> for a whole network.</param>
/// <param name="Ports">The container's; <c>null</c>: an echo has none.</param>
public sealed record ExposedTarget(DocumentId? Document, IpAddress? Address, PortRange? Ports)
{
    internal bool IsContinuedBy(ExposedTarget next) => (next.Document, next.Address) == (Document, Address) && Ports?.Last + 1 == next.Ports?.First;

    internal ExposedTarget Through(ExposedTarget last) => this with { Ports = Ports!.Value with { Last = last.Ports!.Value.Last } };
}
