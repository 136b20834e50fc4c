using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling.Policies;

/// <summary>A direction in which an attachment is closed, except for openings.</summary>
/// <param name="Origin">The policy that closes it, the first one if there are several.</param>
/// <param name="Openings">Of both families; none overlaps another.</param>
internal sealed record Closure(PolicyDirection Direction, Origin Origin, ValueList<Opening> Openings);

/// <summary>What policies come to for each attachment.</summary>
internal sealed class Closures(DocumentSet documents, ValueList<AttachedNetwork> networks)
{
    private readonly PolicyPeers peers = new(networks);
    private readonly Dictionary<(string Policies, PolicyDirection), ValueList<Opening>> known = [];

    /// <summary>Whether there is any policy at all.</summary>
    public bool AreAny => documents.Policies.Count > 0;

    /// <summary>The directions in which an attachment is closed.</summary>
    public IEnumerable<Closure> Of(AttachedContainer container) => AreAny ? Closing(container) : [];

    private IEnumerable<Closure> Closing(AttachedContainer container)
    {
        foreach (PolicyDirection direction in Enum.GetValues<PolicyDirection>())
        {
            Document<FirewallPolicySpec>[] closing =
                [.. documents.Policies.Where(p => p.Spec.In(direction) is not null && p.Spec.AppliesTo.Selects(container.Document))];
            if (closing.Length > 0)
                yield return new(direction, new(closing[0].Id, closing[0].At("spec.appliesTo")), OpeningsOf(closing, direction));
        }
    }

    // Attachments that the same policies close have the same openings.
    private ValueList<Opening> OpeningsOf(Document<FirewallPolicySpec>[] closing, PolicyDirection direction)
    {
        (string, PolicyDirection) key = (string.Join('\n', closing.Select(p => p.Name)), direction);
        if (!known.TryGetValue(key, out ValueList<Opening> openings))
        {
            openings = Enum.GetValues<IpFamily>()
                .SelectMany(family => DisjointOpenings.Of([.. closing.SelectMany(p => OpeningsOf(p, direction, family))]))
                .ToValueList();
            known.Add(key, openings);
        }
        return openings;
    }

    private IEnumerable<Opening> OpeningsOf(Document<FirewallPolicySpec> policy, PolicyDirection direction, IpFamily family)
    {
        ValueList<PolicyRule> rules = policy.Spec.In(direction)!.Value;
        string path = direction == PolicyDirection.Ingress ? "spec.ingress" : "spec.egress";
        for (int i = 0; i < rules.Count; i++)
        {
            Origin origin = new(policy.Id, policy.At($"{path}[{i}]"));
            foreach (IpRange range in rules[i].Peers is ValueList<PeerSpec> listed ? listed.SelectMany(p => peers.Of(p, family)) : [IpRange.All(family)])
            {
                foreach (Opening opening in Openings(range, rules[i].Ports, origin))
                    yield return opening;
            }
        }
    }

    private static IEnumerable<Opening> Openings(IpRange range, ValueList<PolicyPort>? ports, Origin origin) => ports is ValueList<PolicyPort> listed
        ? listed.Select(p => new Opening(range, p == PolicyPort.Icmp ? EchoProtocol(range.Family) : p.Protocol, p.Ports, origin))
        : [Opening.Everything(range, origin)];

    private static TransportProtocol EchoProtocol(IpFamily family) =>
        family == IpFamily.IPv4 ? Resources.Nft.NftValue.Protocol.Icmp : Resources.Nft.NftValue.Protocol.IcmpV6;
}
