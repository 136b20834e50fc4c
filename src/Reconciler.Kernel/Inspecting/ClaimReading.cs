using Reconciler.Core.Inspecting;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Kernel.Resources.Nft;
using Reconciler.Netlink.Nftables;

namespace Reconciler.Kernel.Inspecting;

/// <summary>Which ports of a host others lead elsewhere: other owners by their elements, other programs by their rules.</summary>
internal sealed class ClaimReading(OpenNamespace host, OwnershipMark mark)
{
    // NF_INET_PRE_ROUTING and NF_INET_LOCAL_OUT of linux/netfilter.h: where destinations are translated.
    private static readonly uint[] Hooks = [0, 3];
    private readonly ForeignRuleset ruleset = new(host.Netfilter, mark);

    public IEnumerable<ForeignClaim> Read()
    {
        IReadOnlyList<Table> tables = ruleset.Tables();
        ILookup<(NetfilterFamily, string), Chain> chains = ruleset.Chains().ToLookup(c => (c.Family, c.Table));
        return [.. tables.SelectMany(t => OwnershipMark.OwnerOfTable(t.Name) is string owner ? OfOwner(t, owner) : OfRules(t, chains[(t.Family, t.Name)]))];
    }

    private IEnumerable<ForeignClaim> OfOwner(Table table, string owner)
    {
        IEnumerable<Resource> resources = new RulesetReader(host.Netfilter, NamespaceId.Host).Read(table.Name).Resources;
        return PublishedPort.In(resources.Select(r => new Desired(r, null)), Snapshot.Empty)
            .Select(p => new ForeignClaim(new Claimant.Owner(owner), p.Protocol, p.Family, p.Address, p.Ports));
    }

    private IEnumerable<ForeignClaim> OfRules(Table table, IEnumerable<Chain> chains) =>
        chains.Any(c => c.Base is { Type: "nat" } hooked && Hooks.Contains(hooked.Hook))
            ? ruleset.Rules(table).SelectMany(r => DestinationNat.Of(r, set => ruleset.Elements(table, set)))
            : [];
}
