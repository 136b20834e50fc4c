using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Naming;

/// <summary>The names of one network, as those on it are told them.</summary>
/// <param name="Network">Its name.</param>
/// <param name="Domain">What full names end with.</param>
public sealed record Zone(string Network, string Domain)
{
    /// <summary>The port that name servers have.</summary>
    public const ushort Port = 53;

    /// <summary>Where those who ask have their addresses.</summary>
    public ValueList<IpPrefix> Subnets { get; init; } = [];

    /// <summary>Where questions are answered: the network's gateway addresses.</summary>
    public ValueList<IpAddress> Servers { get; init; } = [];

    /// <summary>The attachments with their addresses.</summary>
    public ValueList<NamedHost> Hosts { get; init; } = [];

    /// <summary>Other networks, from which full names are found: those whose containers may open connections here.</summary>
    public ValueList<string> SeenFrom { get; init; } = [];

    /// <summary>Whether questions about other names are passed on; nothing leaves a network that has no way out.</summary>
    public bool PassesOn { get; init; }

    /// <summary>Whom they are passed on to; <c>null</c>: those whom the host itself asks.</summary>
    public ValueList<IpAddress>? Upstream { get; init; }

    /// <summary>The name of an attachment with its domain.</summary>
    public string FullName(NamedHost host) => $"{host.Attachment}.{Domain}";

    /// <summary>The zone of a network whose names are served; <c>null</c> when they are not.</summary>
    public static Zone? Of(Document<NetworkSpec> network, ValueList<NamedHost> hosts) => !network.Spec.ServesNames
        ? null
        : new(network.Name, network.Spec.Dns?.Domain ?? DefaultDomain(network.Name))
        {
            Subnets = network.Spec.Subnets.Select(s => s.Cidr).ToValueList(),
            Servers = network.Spec.Subnets.Select(network.Spec.GatewayOf).OfType<IpAddress>().ToValueList(),
            Hosts = hosts,
            SeenFrom = network.Spec.ReachableFrom,
            PassesOn = network.Spec.Subnets.Any(s => network.Spec.LeadsOutIn(s.Cidr.Family)),
            Upstream = network.Spec.Dns?.Upstream,
        };

    /// <summary>The domain of a network that says none: <c>internal</c> is reserved for such use.</summary>
    public static string DefaultDomain(string network) => $"{network}.internal";
}
