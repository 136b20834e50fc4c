using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>An attachment that needs addresses.</summary>
/// <param name="Pinned">Those of the lock file.</param>
/// <param name="Held">The addresses that its interface has now.</param>
internal sealed record AddressClaim(Document<ContainerAttachmentSpec> Attachment, ValueList<IpAddress> Pinned, ValueList<IpAddress> Held)
{
    /// <summary>Whether it only keeps others from its addresses; that there are none for it is no fault then.</summary>
    public bool IsLeftAlone { get; init; }
}

/// <summary>
/// Gives out the addresses of one network. What documents say comes first, then what the lock file pins; then everybody keeps what the
/// interface already holds, if that is valid and free; the rest get the first free one from a position hashed from the name. Attachments are taken in the
/// order of their names, so that the order of files changes nothing.
/// </summary>
internal sealed class AddressAllocator(Document<NetworkSpec> network, Wishes wishes)
{
    /// <summary>Each attachment's addresses with their subnet's length, by attachment name.</summary>
    public Dictionary<string, ValueList<IpPrefix>> Allocate(IReadOnlyCollection<AddressClaim> claims)
    {
        Dictionary<string, ValueList<IpPrefix>> given = claims.ToDictionary(c => c.Attachment.Name, _ => default(ValueList<IpPrefix>));
        AddressClaim[] byName = [.. claims.OrderBy(c => c.Attachment.Name, StringComparer.Ordinal)];
        foreach (SubnetSpec subnet in network.Spec.Subnets)
        {
            foreach ((AddressClaim claim, IpAddress address) in Allocate(subnet, byName))
                given[claim.Attachment.Name] = [.. given[claim.Attachment.Name], new(address, subnet.Cidr.Length)];
        }
        return given;
    }

    private List<(AddressClaim Claim, IpAddress Address)> Allocate(SubnetSpec subnet, AddressClaim[] claims)
    {
        HashSet<IpAddress> taken = Taken(subnet, claims);
        List<(AddressClaim, IpAddress)> result = new(claims.Length);
        Func<IpAddress, bool> isSaid = a => a.Family == subnet.Cidr.Family;
        Func<IpAddress, bool> isFree = a => subnet.Cidr.Contains(a) && taken.Add(a);
        Func<IpAddress, bool> isFreeInRange = a => (subnet.Range ?? subnet.Cidr).Contains(a) && taken.Add(a);
        IEnumerable<AddressClaim> left = Take(claims, result, c => First(c.Attachment.Spec.Addresses, isSaid));
        left = Take(left, result, c => First(c.Pinned, isFree));
        left = Take(left, result, c => First(c.Held, isFreeInRange));
        foreach (AddressClaim claim in left)
        {
            if (FirstFree(subnet, claim.Attachment.Name, taken) is IpAddress free)
                result.Add((claim, free));
            else if (!claim.IsLeftAlone)
                wishes.Report(PlanDiagnostics.AddressesExhausted(claim.Attachment, subnet.Range ?? subnet.Cidr, Size(subnet)));
        }
        return result;
    }

    // What nobody gets who does not say it.
    private HashSet<IpAddress> Taken(SubnetSpec subnet, AddressClaim[] claims)
    {
        HashSet<IpAddress> taken = new(claims.Length) { subnet.Cidr.First };
        taken.UnionWith(subnet.Reserved);
        taken.UnionWith(network.Spec.Macvlan?.HostAccess ?? []);
        if (network.Spec.GatewayOf(subnet) is IpAddress gateway)
            taken.Add(gateway);
        if (subnet.Cidr.Family == IpFamily.IPv4)
            taken.Add(subnet.Cidr.Last);
        foreach (AddressClaim claim in claims)
        {
            foreach (IpAddress said in claim.Attachment.Spec.Addresses)
                taken.Add(said);
        }
        return taken;
    }

    // Those that the rule gives no address are left.
    private static List<AddressClaim> Take(
        IEnumerable<AddressClaim> claims, List<(AddressClaim, IpAddress)> result, Func<AddressClaim, IpAddress?> rule)
    {
        List<AddressClaim> left = [];
        foreach (AddressClaim claim in claims)
        {
            if (rule(claim) is IpAddress address)
                result.Add((claim, address));
            else
                left.Add(claim);
        }
        return left;
    }

    private IpAddress? FirstFree(SubnetSpec subnet, string name, HashSet<IpAddress> taken)
    {
        IpPrefix range = subnet.Range ?? subnet.Cidr;
        UInt128 size = Size(subnet);
        UInt128 offset = StableHash.Of(network.Name, name) % size;
        // Among taken.Count + 1 different addresses there is a free one; a range that is smaller is searched once around.
        for (UInt128 tried = 0; tried < size && tried <= (UInt128)taken.Count; tried++)
        {
            IpAddress candidate = new(range.Family, range.First.Bits + (offset + tried) % size);
            if (taken.Add(candidate))
                return candidate;
        }
        return null;
    }

    private static UInt128 Size(SubnetSpec subnet)
    {
        IpPrefix range = subnet.Range ?? subnet.Cidr;
        UInt128 size = range.Last.Bits - range.First.Bits + 1;
        return size == 0 ? UInt128.MaxValue : size;
    }

    private static IpAddress? First(ValueList<IpAddress> addresses, Func<IpAddress, bool> wanted)
    {
        foreach (IpAddress address in addresses)
        {
            if (wanted(address))
                return address;
        }
        return null;
    }
}
