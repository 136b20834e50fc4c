using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>An address on a link (<c>struct ifaddrmsg</c>), set without duplicate-address detection: we know that it is free.</summary>
/// <param name="Prefix">The address with the length of its on-link subnet.</param>
public sealed record Address(NamespaceId Namespace, string Link, IpPrefix Prefix) : Resource
{
    /// <summary>
    /// Whether the route to the subnet is there, where the kernel has made one with the address (<c>fib_add_ifaddr</c> of
    /// net/ipv4/fib_frontend.c). Who takes it away cuts off all gateways in the subnet; it comes again with the address only.
    /// </summary>
    public bool ReachesSubnet { get; init; } = true;

    public override Resource AsWish => this with { ReachesSubnet = true };

    protected override ResourceId Identity => new("address", Namespace, $"{Link}/{Prefix}");

    public override ResourceKind Kind => AddressKind.Instance;

    public override ValueList<ResourceId> AlsoProvides => [AnyOn(Namespace, Link, Prefix.Family)];

    public override IEnumerable<ResourceId> DependsOn => VanishesWith;

    public override IEnumerable<ResourceId> VanishesWith => [Resources.Link.IdOf(Namespace, Link)];

    /// <summary>
    /// The fact that a link has an address of a family. Gateways need it, and the kernel flushes a link's IPv4 routes with its last
    /// address, so that routes are removed before an address is, and added again after.
    /// </summary>
    public static ResourceId AnyOn(NamespaceId where, string link, IpFamily family) => new("address", where, $"{link}/{family}");
}

/// <summary>Rules for <see cref="Address"/>: it is there, with its route, or it is not.</summary>
public sealed class AddressKind : ResourceKind<Address>
{
    public static AddressKind Instance { get; } = new();

    public override string Name => "address";

    public override Impact RemovalImpact => Impact.Interrupts;

    protected override ValueList<Field<Address>> Fields { get; } =
        [Compared("subnet-route", a => a.ReachesSubnet, Mutability.ByReplacing, Impact.Interrupts)];

    public override IEnumerable<Step> Steps(Change change) => PresenceSteps.Of(change, StepRank.Address);

    public override IEnumerable<string> Commands(Step step)
    {
        Address address = (Address)step.Subject;
        string noDad = address.Prefix.Family == IpFamily.IPv6 ? " nodad" : "";
        return step.Verb == Verb.Delete
            ? [Command.Ip(address.Namespace, $"addr del {address.Prefix} dev {address.Link}")]
            : [Command.Ip(address.Namespace, $"addr {(address.Prefix.Address.IsLinkLocal ? "replace" : "add")} {address.Prefix} dev {address.Link}{noDad} proto {OwnershipMark.Protocol}")];
    }
}
