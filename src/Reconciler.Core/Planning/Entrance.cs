using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>Where packets from outside are let in.</summary>
/// <param name="Address">See <see cref="ExposedPorts.Address"/>.</param>
/// <param name="Port">0 for an echo.</param>
/// <param name="IsPublished">Whether it is an address of the host, and translated.</param>
/// <param name="From">Who is let in; everything in the family: everybody.</param>
internal readonly record struct Entrance(TransportProtocol Protocol, IpPrefix Address, ushort Port, bool IsPublished, IpPrefix From)
{
    /// <summary>An entrance for everybody.</summary>
    public Entrance(TransportProtocol protocol, IpPrefix address, ushort port, bool isPublished)
        : this(protocol, address, port, isPublished, IpPrefix.Default(address.Family))
    {
    }

    /// <summary>The entrance by which a packet comes when there is none for its very address.</summary>
    public Entrance OfAllAddresses => this with { Address = IpPrefix.Default(Address.Family) };

    /// <summary>The same for all who share so many bits with those who are let in.</summary>
    public Entrance ForMore(int length) => this with { From = new IpPrefix(From.Address, (byte)length).Subnet };

    public ExposedPorts LeadingTo(Destination destination, Destination? before) => new(
        Protocol, Address, Port == 0 ? null : new PortRange(Port), destination.AsTarget(), before?.AsTarget(), destination.Origin)
    {
        From = From.Length == 0 ? [] : [From],
    };
}

/// <summary>Where an entrance leads.</summary>
/// <param name="Document">Whose address it is; <c>null</c> when nobody has it.</param>
/// <param name="Address">A container's; <c>null</c>: all of a network's.</param>
internal sealed record Destination(DocumentId? Document, IpAddress? Address, ushort Port, Origin? Origin)
{
    /// <summary>Whether the same container answers, whatever its address has become.</summary>
    public bool IsSame(Destination other) =>
        Port == other.Port && (Document is null || other.Document is null ? Address == other.Address : Document == other.Document);

    public ExposedTarget AsTarget() => new(Document, Address, Port == 0 ? null : new PortRange(Port));
}
