using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling.Policies;

/// <summary>
/// The same openings so that none overlaps another. In a set of concatenated intervals the kernel refuses an element that overlaps one
/// which is there (<c>ENOTEMPTY</c> of <c>nft_pipapo_insert</c>), unless it surrounds it: then only one of both is found.
/// </summary>
internal static class DisjointOpenings
{
    /// <param name="openings">Of one address family, in the order in which they are listed: of several that say the same the first one is named.</param>
    public static ValueList<Opening> Of(IReadOnlyCollection<Opening> openings)
    {
        List<Piece> pieces = [];
        foreach (Piece piece in Cut(openings))
        {
            if (pieces.Count > 0 && pieces[^1].IsContinuedBy(piece))
                pieces[^1] = pieces[^1].With(piece);
            else
                pieces.Add(piece);
        }
        return pieces.SelectMany(p => p.Services).ToValueList();
    }

    // Cuts the addresses wherever an opening begins or ends.
    private static IEnumerable<Piece> Cut(IReadOnlyCollection<Opening> openings)
    {
        IpAddress[] borders = [.. openings.SelectMany(BordersOf).Distinct().Order()];
        Queue<Opening> coming = new(openings.OrderBy(o => o.Peers.First));
        List<Opening> covering = [];
        for (int i = 0; i < borders.Length; i++)
        {
            while (coming.TryPeek(out Opening? next) && next.Peers.First == borders[i])
                covering.Add(coming.Dequeue());
            covering.RemoveAll(o => o.Peers.Last < borders[i]);
            if (covering.Count > 0)
                yield return new(new(borders[i], i + 1 < borders.Length ? borders[i + 1].Previous : covering[0].Peers.Last), [.. covering]);
        }
    }

    private static IEnumerable<IpAddress> BordersOf(Opening opening) =>
        opening.Peers.Last == IpRange.All(opening.Peers.Family).Last ? [opening.Peers.First] : [opening.Peers.First, opening.Peers.Last.Next];

    /// <summary>Addresses for all of which the same openings count.</summary>
    private sealed record Piece(IpRange Peers, Opening[] Covering)
    {
        public ValueList<Opening> Services { get; private init; } = Unite(Peers, Covering);

        /// <summary>
        /// Whether the next addresses can share the elements of these. Only where something lists both: single addresses beside each other
        /// remain single elements, so that a container that comes or goes changes its own only.
        /// </summary>
        public bool IsContinuedBy(Piece next) =>
            Peers.Last.Next == next.Peers.First
            && Covering.Intersect(next.Covering).Any()
            && Services.Count == next.Services.Count
            && Services.Zip(next.Services).All(p => p.First.IsSameService(p.Second));

        public Piece With(Piece next)
        {
            IpRange both = new(Peers.First, next.Peers.Last);
            return new(both, [.. Covering.Intersect(next.Covering)]) { Services = Services.Select(s => s with { Peers = both }).ToValueList() };
        }

        private static ValueList<Opening> Unite(IpRange peers, Opening[] covering) =>
            covering.FirstOrDefault(o => o.Protocol is null) is Opening everything
                ? [everything with { Peers = peers }]
                : covering.GroupBy(o => o.Protocol).OrderBy(g => g.Key).SelectMany(g => Unite(g)).Select(o => o with { Peers = peers }).ToValueList();

        // Ports of one protocol: what overlaps becomes one.
        private static List<Opening> Unite(IEnumerable<Opening> ofProtocol)
        {
            List<Opening> united = [];
            foreach (Opening next in ofProtocol.OrderBy(o => o.Ports.First))
            {
                if (united.Count > 0 && next.Ports.First <= united[^1].Ports.Last)
                    united[^1] = united[^1] with { Ports = new PortRange(united[^1].Ports.First, Math.Max(united[^1].Ports.Last, next.Ports.Last)) };
                else
                    united.Add(next);
            }
            return united;
        }
    }
}
