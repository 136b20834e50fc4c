using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling.Policies;

/// <summary>What policies leave open: a protocol and ports, for addresses.</summary>
/// <param name="Peers">Who may ask, or be asked.</param>
/// <param name="Protocol"><c>null</c>: every one, and every port.</param>
/// <param name="Ports">Of who is asked.</param>
/// <param name="Origin">What lists it.</param>
internal sealed record Opening(IpRange Peers, TransportProtocol? Protocol, PortRange Ports, Origin Origin)
{
    /// <summary>Everything of everybody in a range.</summary>
    public static Opening Everything(IpRange peers, Origin origin) => new(peers, null, PolicyPort.AllPorts, origin);

    /// <summary>As the values of an element: addresses, protocol, ports.</summary>
    public ValueList<NftValue> Values => [NftValue.Of(Peers), ProtocolValue, NftValue.Of(Ports)];

    /// <summary>The same for other addresses.</summary>
    public bool IsSameService(Opening other) => Protocol == other.Protocol && Ports == other.Ports;

    private NftValue ProtocolValue => Protocol is TransportProtocol one
        ? new NftValue.Protocol(one)
        : new NftValue.Range(new NftValue.Protocol(byte.MinValue), new NftValue.Protocol((TransportProtocol)byte.MaxValue));
}
