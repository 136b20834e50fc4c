using Reconciler.Core.Documents;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>What the key of an element about ports says.</summary>
/// <param name="From">Who asks; everything in the family, where the key does not say it.</param>
/// <param name="Address">Who is asked; everything in the family, where the key does not say it.</param>
internal readonly record struct Service(IpPrefix From, IpPrefix Address, TransportProtocol Protocol, PortRange Range)
{
    /// <summary>The ports one by one.</summary>
    public IEnumerable<ushort> Ports
    {
        get
        {
            for (int port = Range.First; port <= Range.Last; port++)
                yield return (ushort)port;
        }
    }

    /// <summary>Reads the key of an element of any of the sets and maps about ports; <c>null</c>: it is none of theirs.</summary>
    public static Service? Of(NftElement element) => Of(element.Key, ElementRoles.FamilyOf(element.Set));

    /// <summary>Reads a key of any of the sets and maps about ports; <c>null</c>: it is none of theirs.</summary>
    public static Service? Of(ValueList<NftValue> key, IpFamily family)
    {
        IpPrefix all = IpPrefix.Default(family);
        return key switch
        {
            [NftValue.Protocol protocol, var ports] => Of(all, all, protocol, ports),
            [NftValue.Address on, NftValue.Protocol protocol, var ports] => Of(all, IpPrefix.Single(on.Value), protocol, ports),
            [NftValue.Prefix on, NftValue.Protocol protocol, var ports] => Of(all, on.Value, protocol, ports),
            [NftValue.Prefix from, NftValue.Prefix on, NftValue.Protocol protocol, var ports] => Of(from.Value, on.Value, protocol, ports),
            _ => null,
        };
    }

    private static Service? Of(IpPrefix from, IpPrefix address, NftValue.Protocol protocol, NftValue ports) =>
        ports.AsPorts() is PortRange range ? new(from, address, protocol.Value, range) : null;
}
