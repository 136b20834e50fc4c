using System.Buffers.Binary;
using Reconciler.Core.Documents;
using Reconciler.Core.Inspecting;
using Reconciler.Core.Values;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Nftables.Expressions;

namespace Reconciler.Kernel.Inspecting;

/// <summary>What rules that translate destinations ask of a packet.</summary>
internal enum DestinationField
{
    Protocol,
    Address,
    Port,
}

/// <summary>Packets that a rule asks for, as far as protocol, address and port say it.</summary>
/// <param name="Protocol"><c>null</c>: any.</param>
/// <param name="Address"><c>null</c>: any.</param>
/// <param name="Ports"><c>null</c>: none in particular.</param>
internal sealed record DestinationMatch(TransportProtocol? Protocol = null, IpAddress? Address = null, PortRange? Ports = null)
{
    /// <summary>Those of them of which a field compares so with a value.</summary>
    public DestinationMatch Where(DestinationField field, Comparison comparison, ReadOnlySpan<byte> value) => field switch
    {
        DestinationField.Protocol when comparison == Comparison.Equal => this with { Protocol = (TransportProtocol)value[0] },
        DestinationField.Address when comparison == Comparison.Equal => this with { Address = IpAddress.FromBytes(value) },
        DestinationField.Port => this with { Ports = Narrowed(comparison, BinaryPrimitives.ReadUInt16BigEndian(value)) },
        _ => this,
    };

    /// <summary>The claim of a rule that leads them elsewhere; <c>null</c> where it names no port.</summary>
    /// <param name="family">Of the addresses that it leads them to.</param>
    public ForeignClaim? By(Claimant.Rule rule, NetfilterFamily family) =>
        Ports is PortRange ports ? new(rule, Protocol, FamilyOf(family), Address, ports) : null;

    private IpFamily? FamilyOf(NetfilterFamily family) => family switch
    {
        NetfilterFamily.IPv4 => IpFamily.IPv4,
        NetfilterFamily.IPv6 => IpFamily.IPv6,
        _ => Address?.Family,
    };

    private PortRange? Narrowed(Comparison comparison, ushort port) => comparison switch
    {
        Comparison.Equal => new(port),
        Comparison.GreaterOrEqual => new(port, Ports?.Last ?? ushort.MaxValue),
        Comparison.LessOrEqual => new(Ports?.First ?? 0, port),
        _ => Ports,
    };
}
