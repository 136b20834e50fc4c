using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel.Observing;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Resources;

/// <summary>Addresses and <c>RTM_NEWADDR</c>.</summary>
internal sealed class AddressCodec : RequestCodec
{
    private const int SingleIPv4 = 32;

    public override ResourceKind Kind => AddressKind.Instance;

    /// <summary>
    /// The addresses that somebody set; those that the kernel made itself come and go with the link's settings. An address belongs to
    /// whom its link does; on a link that is nobody's, to whom its protocol says.
    /// </summary>
    public static IEnumerable<Observed> Read(NamespaceReading reading, Owners owners)
    {
        foreach (AddressMessage message in reading.Addresses)
        {
            LinkMessage? link = reading.Find(message.Index);
            if (link is null || IsKernelsOwn(message, link))
                continue;
            Address address = new(reading.Id, link.Name!, new IpPrefix(IpAddress.From(message.Address), message.PrefixLength))
            {
                ReachesSubnet = !HasSubnetRoute(message, link) || reading.Routes.Any(r => IsTo(message, r)),
            };
            Observed byLink = owners.Of(address, reading.Id, link);
            bool markedOnNobodysLink = byLink is { Ownership: Ownership.Foreign, Owner: null } && message.Protocol == OwnershipMark.Protocol;
            yield return markedOnNobodysLink ? byLink with { Ownership = Ownership.Owned } : byLink;
        }
    }

    // Of IPv6 the kernel makes it when the link has a carrier, which is not always known yet.
    private static bool HasSubnetRoute(AddressMessage address, LinkMessage link) =>
        address.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork && address.PrefixLength < SingleIPv4
        && link.Flags.HasFlag(LinkFlags.Up) && !address.Flags.HasFlag(AddressFlags.NoPrefixRoute);

    private static bool IsTo(AddressMessage address, RouteMessage route) =>
        route.OutputInterface == address.Index && route.Type == RouteType.Unicast && route.DestinationLength == address.PrefixLength
        && route.Destination is not null
        && new IpPrefix(IpAddress.From(route.Destination), route.DestinationLength) == new IpPrefix(IpAddress.From(address.Address), address.PrefixLength).Subnet;

    public override void Write(Step step, RequestContext context)
    {
        Address address = (Address)step.Subject;
        AddressMessage message = new(context.IndexOf(address.Link), address.Prefix.Address.ToIPAddress(), address.Prefix.Length);
        if (step.Verb == Verb.Delete)
        {
            message.Write(context.Requests, RouteMessageType.DeleteAddress);
            return;
        }
        (message with
        {
            Protocol = OwnershipMark.Protocol,
            Flags = address.Prefix.Family == IpFamily.IPv6 ? AddressFlags.NoDuplicateDetection : AddressFlags.None,
        }).Write(context.Requests, RouteMessageType.NewAddress, MessageFlags.Create | IfExists(address));
    }

    // A link that has just got IPv6 back has a link-local address from the kernel, too.
    private static MessageFlags IfExists(Address address) =>
        address.Prefix.Address.IsLinkLocal ? MessageFlags.Replace : MessageFlags.Exclusive;

    // Link-local addresses that the kernel generates, and those that routers advertise (which expire). Kernels before 5.18 do not
    // say who set an address, but only generate one where they are told to.
    private static bool IsKernelsOwn(AddressMessage message, LinkMessage link) =>
        !message.Flags.HasFlag(AddressFlags.Permanent)
        || message.Protocol == AddressMessage.KernelLinkLocal
        || message.Address.IsIPv6LinkLocal && message.Protocol is null && link.AddressGeneration != AddressGeneration.None;
}
