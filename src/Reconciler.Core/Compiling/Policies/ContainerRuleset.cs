using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;
using static Reconciler.Core.Compiling.RulesetFrame;
using static Reconciler.Core.Resources.Nft.NftSelector;

namespace Reconciler.Core.Compiling.Policies;

/// <summary>
/// The table in the namespace of a container that policies close: the one place that sees all packets of the container with their
/// connections, whoever they are from, those of the same bridge and of macvlan networks included.
/// </summary>
internal sealed class ContainerRuleset(AttachedContainer container, OwnershipMark mark, Wishes wishes)
{
    private readonly NftTable table = new(container.Namespace, NftFamily.Inet, mark.Table);

    public void Want(Closure closure)
    {
        foreach (Resource resource in Frame())
            wishes.Want(resource, closure.Origin);
        NftValue.Interface link = new(container.Interface);
        wishes.Want(new NftElement(table, PolicySets.Closed(closure.Direction), [link]), closure.Origin);
        foreach (Opening opening in closure.Openings)
            wishes.Want(new NftElement(table, PolicySets.Open(closure.Direction, opening.Peers.Family), [link, .. opening.Values]), opening.Origin);
    }

    private IEnumerable<Resource> Frame()
    {
        yield return table;
        foreach (Resource resource in NeighbourDiscovery.Set(table))
            yield return resource;
        yield return BaseChain("input", NftHook.Input, PolicyDirection.Ingress, InputInterface);
        yield return BaseChain("output", NftHook.Output, PolicyDirection.Egress, OutputInterface);
        foreach (Resource resource in Direction(PolicyDirection.Ingress, InputInterface, Source))
            yield return resource;
        foreach (Resource resource in Direction(PolicyDirection.Egress, OutputInterface, Destination))
            yield return resource;
    }

    private NftChain BaseChain(string name, NftHook hook, PolicyDirection direction, NftSelector link) => new(table, name)
    {
        Base = new("filter", hook, 0),
        Rules = [NftRule.Of(new NftStatement.InSet([link], PolicySets.Closed(direction)), Verdict(NftVerdict.Goto, PolicySets.Judge(direction)))],
    };

    private IEnumerable<Resource> Direction(PolicyDirection direction, NftSelector link, Func<IpFamily, NftSelector> peer)
    {
        yield return new NftSet(table, PolicySets.Closed(direction)) { Key = [NftType.InterfaceName] };
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            yield return new NftSet(table, PolicySets.Open(direction, family))
            {
                Key = [NftType.InterfaceName, NftTypes.AddressOf(family), NftType.InetProtocol, NftType.InetService],
                Interval = true,
            };
        }
        yield return new NftChain(table, PolicySets.Judge(direction))
        {
            Rules =
            [
                Known,
                NeighbourDiscovery.Rule(NftVerdict.Accept),
                .. Enum.GetValues<IpFamily>().Select(family => NftRule.Of(
                    new NftStatement.Family(family),
                    new NftStatement.InSet([link, peer(family), Layer4Protocol, DestinationPort], PolicySets.Open(direction, family)),
                    Verdict(NftVerdict.Accept))),
                NftRule.Of(Verdict(NftVerdict.Drop)),
            ],
        };
    }
}
