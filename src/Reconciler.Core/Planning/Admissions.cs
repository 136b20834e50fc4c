using Reconciler.Core.Documents;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>Whom published ports are open to, as the elements of an owner's table say it.</summary>
internal sealed class Admissions
{
    private readonly HashSet<(IpPrefix, TransportProtocol, ushort)> guarded;
    private readonly ILookup<(IpPrefix, TransportProtocol, ushort), IpPrefix> admitted;

    public Admissions(IEnumerable<NftElement> guarded, IEnumerable<NftElement> admitted, IpFamily family)
    {
        this.guarded = [.. Each(guarded, family).Select(e => e.Guarded)];
        this.admitted = Each(admitted, family).ToLookup(e => e.Guarded, e => e.From);
    }

    /// <summary>Who is let in; everything in the family: everybody.</summary>
    public ValueList<IpPrefix> To(Entrance entrance)
    {
        (IpPrefix, TransportProtocol, ushort) key = (entrance.Address, entrance.Protocol, entrance.Port);
        return guarded.Contains(key) ? admitted[key].ToValueList() : [entrance.From];
    }

    private static IEnumerable<((IpPrefix, TransportProtocol, ushort) Guarded, IpPrefix From)> Each(IEnumerable<NftElement> elements, IpFamily family)
    {
        foreach (NftElement element in elements)
        {
            if (Service.Of(element.Key, family) is not Service service)
                continue;
            foreach (ushort port in service.Ports)
                yield return ((service.Address, service.Protocol, port), service.From);
        }
    }
}
