using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Rehearsing;

/// <summary>Addresses that no document has a use for.</summary>
internal static class SpareSubnets
{
    private const int Attempts = 256;

    /// <summary>A /24: one of those for documentation (RFC 5737) if possible, otherwise of the shared address space (RFC 6598) or for benchmarks (RFC 2544).</summary>
    public static IpPrefix IPv4(DocumentSet documents) => FirstFree(
    [
        IpPrefix.Parse("203.0.113.0/24"), IpPrefix.Parse("198.51.100.0/24"), IpPrefix.Parse("192.0.2.0/24"),
        .. Counted("100.64.0.0/24", 8), .. Counted("198.18.0.0/24", 8),
    ], documents);

    /// <summary>A /64: one of those for documentation (RFC 3849) if possible, otherwise a unique local one (RFC 4193).</summary>
    public static IpPrefix IPv6(DocumentSet documents) => FirstFree([.. Counted("2001:db8:ffff:ff00::/64", 64), .. Counted("fd52::/64", 96)], documents);

    /// <summary>The highest address of a subnet that no attachment, gateway or host has.</summary>
    public static IpAddress LastFree(Document<NetworkSpec> network, SubnetSpec subnet, DocumentSet documents)
    {
        HashSet<IpAddress> taken =
        [
            .. documents.Attachments.SelectMany(a => a.Spec.Addresses), .. documents.Nodes.Select(n => n.Spec.Address), .. subnet.Reserved,
            .. network.Spec.Macvlan?.HostAccess ?? [], .. documents.Locks.SelectMany(l => l.Spec.Attachments).SelectMany(a => a.Addresses),
        ];
        IpAddress candidate = new(subnet.Cidr.Family, subnet.Cidr.Last.Bits - 1);
        while (taken.Contains(candidate))
            candidate = new(candidate.Family, candidate.Bits - 1);
        return candidate;
    }

    // Subnets in a row, each that much behind the one before as the bit says.
    private static IEnumerable<IpPrefix> Counted(string first, int bit)
    {
        IpPrefix subnet = IpPrefix.Parse(first);
        return Enumerable.Range(0, Attempts).Select(i => new IpPrefix(new(subnet.Family, subnet.First.Bits + ((UInt128)i << bit)), subnet.Length));
    }

    // Who uses up all of them is told by the host that its subnet overlaps.
    private static IpPrefix FirstFree(ValueList<IpPrefix> candidates, DocumentSet documents)
    {
        IpPrefix[] used = [.. Used(documents)];
        return candidates.FirstOrDefault(c => !used.Any(u => u.Family == c.Family && u.Overlaps(c)), candidates[0]);
    }

    private static IEnumerable<IpPrefix> Used(DocumentSet documents) =>
    [
        .. documents.Networks.SelectMany(n => n.Spec.Subnets).Select(s => s.Cidr),
        .. documents.Networks.SelectMany(n => n.Spec.UplinkAddress).Select(IpPrefix.Single),
        .. documents.Nodes.Select(n => IpPrefix.Single(n.Spec.Address)),
        .. documents.Attachments.SelectMany(a => a.Spec.Ports).Select(p => p.Address).OfType<IpAddress>().Select(IpPrefix.Single),
        .. documents.Attachments.SelectMany(a => a.Spec.Routes).Select(r => r.To).Where(to => to.Length > 0),
    ];
}
