using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Diagnostics;

/// <summary>RC20xx: the documents are right, and this host cannot have them as they are.</summary>
public static class PlanDiagnostics
{
    public static Diagnostic ForeignObject(Desired wish, Observed found) => Diagnostic.Error(
        "RC2001", wish.Origin?.At,
        $"{found.Resource.Id} exists already and {(found.Owner is null ? "is not Reconciler's" : $"belongs to the owner '{found.Owner}'")}",
        found is { Owner: null, Resource: Link { Namespace.IsHost: true } link }
            ? $"choose another name, remove the object first, or take it over with '--adopt {link.Name}'"
            : "choose another name or address, or remove the object first");

    public static Diagnostic NothingToAdopt(string name, IEnumerable<string> wanted) => Diagnostic.Error(
        "RC2045", null,
        $"'--adopt {name}' cannot be: no document wants an interface of that name on the host",
        wanted.Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } names ? $"what is wanted: {string.Join(", ", names)}" : "leave it out");

    public static Diagnostic CannotAdopt(Change.Replace change) => Diagnostic.Error(
        "RC2046", change.Origin?.At,
        $"{change.Id} cannot be adopted: it would have to be made anew, since {string.Join(", ", change.Fields.Where(f => f.Mutability == Mutability.ByReplacing).Select(f => $"{f.Field} is '{f.From}', not '{f.To}'"))}",
        "choose another name, or remove the object first");

    public static Diagnostic WantedTwice(Desired wish, Desired first) => Diagnostic.Error(
        "RC2002", wish.Origin?.At,
        $"{wish.Resource.Id} is wanted by {wish.Origin?.Document} and by {first.Origin?.Document} ({first.Origin?.At})",
        "give one of them another name");

    public static Diagnostic AddressesExhausted(Document<ContainerAttachmentSpec> attachment, IpPrefix range, UInt128 taken) => Diagnostic.Error(
        "RC2003", attachment.At("spec.network"),
        $"no free address in {range}: all of its {taken} addresses are taken or reserved",
        "use a larger range, or give addresses explicitly");

    public static Diagnostic SubnetInUse(Document<NetworkSpec> network, int index, IpPrefix subnet, Observed user) => Diagnostic.Error(
        "RC2004", network.At($"spec.subnets[{index}]"),
        $"the subnet {subnet} overlaps {user.Resource.Id}{(user.Owner is null ? "" : $" of the owner '{user.Owner}'")}, which this host already has",
        "use a subnet that the host does not reach otherwise");

    public static Diagnostic ForeignDefaultRoute(Document<ContainerAttachmentSpec> attachment, NamespaceId where, Route route) => Diagnostic.Warning(
        "RC2005", attachment.At("spec.container"),
        $"{where} keeps its default route ({route.Detail}), which is not Reconciler's; {attachment.Name} gets none");

    public static Diagnostic NotTheHost(Document<ContainerAttachmentSpec> attachment, NamespaceId where) => Diagnostic.Error(
        "RC2006", attachment.At("spec.container"),
        $"{where} is not the host's network namespace, which containers of a network of mode host share",
        "start the container with the host's network, or attach it to another network");

    public static Diagnostic IsTheHost(Document<ContainerAttachmentSpec> attachment, NamespaceId where) => Diagnostic.Error(
        "RC2007", attachment.At("spec.container"),
        $"{where} is the host's own network namespace",
        "say network: host, or start the container with a network namespace of its own");

    public static Diagnostic OneNamespace(Document<ContainerAttachmentSpec> attachment, NamespaceId where, NamespaceId first) => Diagnostic.Error(
        "RC2008", attachment.At("spec.container"),
        $"{where} and {first} are one network namespace", "name it in the same way in all attachments");

    public static Diagnostic EngineNotAskable(Document<ContainerAttachmentSpec> attachment, Absence absence) => Diagnostic.Error(
        "RC2050", attachment.At("spec.container"), absence.Reason, absence.Remedy!);

    public static Diagnostic UplinkAddressMissing(Document<NetworkSpec> network, int index, IpAddress address) => Diagnostic.Warning(
        "RC2010", network.At($"spec.uplinkAddress[{index}]"),
        $"this host has no address {address}: answers to it arrive only if somebody routes them here",
        "give the address to an interface of the host, or use one that it has");

    public static Diagnostic ParentMissing(Document<NetworkSpec> network, string parent) => Diagnostic.Error(
        "RC2011", network.At("spec.macvlan.parent"), $"this host has no interface '{parent}'", "'ip -br link' shows those that it has");

    public static Diagnostic ParentDown(Document<NetworkSpec> network, string parent) => Diagnostic.Warning(
        "RC2012", network.At("spec.macvlan.parent"),
        $"the interface '{parent}' is down: containers reach nothing until it is up", $"the command would be: ip link set {parent} up");

    public static Diagnostic AboveParentsMtu(Document<NetworkSpec> network, int mtu, string parent, int limit) => Diagnostic.Error(
        "RC2013", network.At("spec.mtu"), $"the MTU {mtu} is larger than the {limit} of '{parent}'", "leave it out: it follows that of the interface");

    public static Diagnostic NoSuchBridge(Document<NetworkSpec> network, string bridge, Link? found) => Diagnostic.Error(
        "RC2018", network.At("spec.bridge.interface"),
        found is null ? $"this host has no bridge '{bridge}'" : $"'{bridge}' is {(found.Type is LinkType.Bridge ? "a bridge of Reconciler's own" : $"no bridge ({found.Detail})")}",
        "name a bridge that somebody else has made, or leave 'external' out to have one made");

    public static Diagnostic Renamed(Origin come, DocumentId gone) => Diagnostic.Warning(
        "RC2023", come.At,
        $"{gone} is no longer there, and {come.Document} takes its place: what is renamed is removed and made anew",
        "keep the name, unless it may be cut off for a moment");

    public static Diagnostic NotANode(Document<NetworkSpec> network) => Diagnostic.Error(
        "RC2015", network.At("spec.mode"),
        "no document says which node of the overlay this host is", "say '--node NAME' with the name of a Node, or add one for this host");

    public static Diagnostic NodeAddressMissing(Document<NodeSpec> node, string? link) => Diagnostic.Error(
        "RC2016", node.At(link is null ? "spec.address" : "spec.interface"),
        link is null ? $"this host does not have the address {node.Spec.Address} of {node.Id}" : $"the address {node.Spec.Address} of {node.Id} is on {link}, not on {node.Spec.Interface}",
        link is null ? "say '--node NAME' when it is another node, or give the address to the host" : "correct the interface, or leave it out");

    public static Diagnostic AboveUnderlaysMtu(Document<NetworkSpec> network, string link, int mtu, int limit) => Diagnostic.Warning(
        "RC2017", network.At("spec.mtu"),
        $"packets of {network.Spec.Mtu} bytes do not fit into the {mtu} of {link} once they are encapsulated", $"use at most {limit}, or leave it out");

    public static Diagnostic OtherVlan(Document<NetworkSpec> network, Link found, string parent, int id) => Diagnostic.Error(
        "RC2014", network.At("spec.macvlan.vlan"),
        $"the interface '{found.Name}' exists and is not VLAN {id} of {parent} ({found.Detail})", "rename it, or remove it");
}
