using Reconciler.Core.Compiling.Policies;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>From whom policies let connections in, as the elements of an owner's table on the host say it.</summary>
internal sealed class PolicyOpenings
{
    private readonly HashSet<IpAddress> closed = [];
    private readonly ILookup<IpAddress, Opening> openings;
    private readonly IpRange[] inside;

    /// <param name="elements">By their sets.</param>
    /// <param name="inside">Subnets of the owner's networks: who is there does not come from outside.</param>
    public PolicyOpenings(ILookup<string, (NftElement Element, Origin? Origin)> elements, IEnumerable<IpPrefix> inside)
    {
        this.inside = [.. inside.Select(IpRange.Of)];
        List<Opening> all = [];
        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            foreach ((NftElement element, _) in elements[PolicySets.Closed(PolicyDirection.Ingress, family)])
            {
                if (element.Key is [NftValue.Address container])
                    closed.Add(container.Value);
            }
            all.AddRange(elements[PolicySets.Open(PolicyDirection.Ingress, family)].Select(e => Opening.Of(e.Element.Key)).OfType<Opening>());
        }
        openings = all.ToLookup(o => o.Container);
    }

    /// <summary>Whether nobody is closed, so that whoever is let in reaches whom he asks for.</summary>
    public bool AreOfAll => closed.Count == 0;

    /// <summary>Who of those whom an entrance lets in reaches the container behind it.</summary>
    public IEnumerable<IpPrefix> To(Entrance entrance, Destination destination)
    {
        if (destination.Address is not IpAddress container || !closed.Contains(container))
            return [entrance.From];
        IpRange from = IpRange.Of(entrance.From);
        return openings[container].Where(o => o.Includes(entrance.Protocol, destination.Port))
            .Select(o => o.Peers.Within(from)).OfType<IpRange>()
            .SelectMany(range => range.Without(inside))
            .SelectMany(range => range.ToPrefixes());
    }

    private sealed record Opening(IpAddress Container, IpRange Peers, byte FirstProtocol, byte LastProtocol, PortRange Ports)
    {
        public bool Includes(TransportProtocol protocol, ushort port) =>
            FirstProtocol <= (byte)protocol && (byte)protocol <= LastProtocol && Ports.First <= port && port <= Ports.Last;

        public static Opening? Of(ValueList<NftValue> key) =>
            key is [NftValue.Prefix container, var peers, var protocol, var ports]
            && peers.AsAddresses() is IpRange range && ProtocolsOf(protocol) is (byte first, byte last) && ports.AsPorts() is PortRange of
                ? new(container.Value.Address, range, first, last, of)
                : null;

        private static (byte, byte)? ProtocolsOf(NftValue value) => value switch
        {
            NftValue.Protocol one => ((byte)one.Value, (byte)one.Value),
            NftValue.Range { First: NftValue.Protocol first, Last: NftValue.Protocol last } => ((byte)first.Value, (byte)last.Value),
            _ => null,
        };
    }
}
