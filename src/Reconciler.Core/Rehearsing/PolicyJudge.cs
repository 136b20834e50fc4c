using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Rehearsing;

/// <summary>One end of a connection, as far as documents say who it is.</summary>
/// <param name="Attachment"><c>null</c>: nobody that documents describe.</param>
/// <param name="Addresses">At most one of each family; of a family that is missing the address is anyone of <paramref name="Subnets"/>.</param>
/// <param name="Subnets">Where the addresses are.</param>
public sealed record PolicyParty(Document<ContainerAttachmentSpec>? Attachment, ValueList<IpAddress> Addresses, ValueList<IpPrefix> Subnets)
{
    /// <summary>Somebody else by one address.</summary>
    public static PolicyParty Somebody(IpAddress address) => new(null, [address], [IpPrefix.Single(address)]);

    /// <summary>Somebody else by whatever address.</summary>
    public static PolicyParty Anybody { get; } = new(null, [], [IpPrefix.Default(IpFamily.IPv4), IpPrefix.Default(IpFamily.IPv6)]);

    /// <summary>The families that it has.</summary>
    public IEnumerable<IpFamily> Families => Subnets.Select(s => s.Family).Distinct();

    /// <summary>Where its address of a family is: known, or somewhere in its subnet.</summary>
    public IpRange In(IpFamily family)
    {
        foreach (IpAddress address in Addresses)
        {
            if (address.Family == family)
                return IpRange.Single(address);
        }
        return IpRange.Of(Subnets.First(s => s.Family == family));
    }
}

/// <summary>What policies say about connections, read from the documents alone: what is compiled from them is proven against it.</summary>
public sealed class PolicyJudge(DocumentSet documents)
{
    private readonly Dictionary<string, ValueList<IpPrefix>> subnets =
        documents.Networks.ToDictionary(n => n.Name, n => n.Spec.Subnets.Select(s => s.Cidr).ToValueList());

    /// <summary>Policies that close an attachment in a direction.</summary>
    public IEnumerable<Document<FirewallPolicySpec>> Closing(Document<ContainerAttachmentSpec> attachment, PolicyDirection direction) =>
        documents.Policies.Where(p => p.Spec.In(direction) is not null && p.Spec.AppliesTo.Selects(attachment));

    /// <summary>An attachment as one end.</summary>
    public PolicyParty PartyOf(Document<ContainerAttachmentSpec> attachment) =>
        new(attachment, attachment.Spec.Addresses, subnets.GetValueOrDefault(attachment.Spec.Network));

    /// <summary>Whether a connection passes in every family that both have.</summary>
    /// <returns><c>null</c>: that depends on addresses which the documents leave open, or on the family.</returns>
    public bool? Admits(PolicyParty from, PolicyParty to, ServiceSpec service)
    {
        bool? received = to.Attachment is null ? true : Opens(to.Attachment, PolicyDirection.Ingress, from, service);
        bool? sent = from.Attachment is null ? true : Opens(from.Attachment, PolicyDirection.Egress, to, service);
        return received == false || sent == false ? false : received is null || sent is null ? null : true;
    }

    /// <summary>Whether what an attachment sends to a peer, or receives from one, is open in every family that both have.</summary>
    /// <param name="service">Of who is asked.</param>
    /// <returns><c>null</c>: as above.</returns>
    public bool? Opens(Document<ContainerAttachmentSpec> attachment, PolicyDirection direction, PolicyParty peer, ServiceSpec service)
    {
        bool?[] verdicts = [.. PartyOf(attachment).Families.Intersect(peer.Families).Select(family => Opens(attachment, direction, peer, service, family)).Distinct()];
        return verdicts is [bool verdict] ? verdict : null;
    }

    private bool? Opens(Document<ContainerAttachmentSpec> attachment, PolicyDirection direction, PolicyParty peer, ServiceSpec service, IpFamily family)
    {
        Document<FirewallPolicySpec>[] closing = [.. Closing(attachment, direction)];
        if (closing.Length == 0)
            return true;
        bool? verdict = false;
        foreach (PolicyRule rule in closing.SelectMany(p => p.Spec.In(direction)!.Value).Where(r => Includes(r.Ports, service)))
        {
            bool? matches = rule.Peers is ValueList<PeerSpec> peers ? AnyIs(peers, peer, family) : true;
            if (matches == true)
                return true;
            verdict = matches is null ? null : verdict;
        }
        return verdict;
    }

    private static bool Includes(ValueList<PolicyPort>? ports, ServiceSpec service) =>
        ports is not ValueList<PolicyPort> listed || listed.Any(p => p.Includes(service));

    private static bool? AnyIs(ValueList<PeerSpec> peers, PolicyParty party, IpFamily family)
    {
        bool?[] matches = [.. peers.Select(p => Is(p, party, family))];
        return matches.Contains(true) ? true : matches.Contains(null) ? null : false;
    }

    private static bool? Is(PeerSpec peer, PolicyParty party, IpFamily family)
    {
        if (peer is PeerSpec.Attachments attachments)
            return party.Attachment is { } attachment && attachments.Selector.Selects(attachment);
        PeerSpec.Addresses addresses = (PeerSpec.Addresses)peer;
        if (addresses.Cidr.Family != family)
            return false;
        IpRange where = party.In(family);
        IpRange[] parts = [.. IpRange.Of(addresses.Cidr).Without(addresses.Except.Select(IpRange.Of))];
        return parts.Any(p => p.Contains(where.First) && p.Contains(where.Last)) ? true
            : parts.Any(p => p.Contains(where.First) || where.Contains(p.First)) ? null
            : false;
    }
}
