using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.CrossDocument;

/// <summary>RC13xx: documents that contradict each other.</summary>
internal static class CrossDiagnostics
{
    public static Diagnostic DuplicateName(SourceLocation at, DocumentId document, SourceLocation first) => Diagnostic.Error(
        "RC1301", at, $"{document} exists already, at {first}", "give one of them another name");

    public static Diagnostic UnknownNetwork(SourceLocation at, string network, string advice) => Diagnostic.Error(
        "RC1302", at, $"there is no Network '{network}'", advice);

    public static Diagnostic UnknownReachable(SourceLocation at, string network, string advice) => Diagnostic.Error(
        "RC1303", at, $"there is no Network '{network}' to be reachable from", advice);

    public static Diagnostic ReachableFromItself(SourceLocation at) => Diagnostic.Error(
        "RC1304", at, "a network is always reachable from itself", "remove it from the list");

    public static Diagnostic NoSubnet(SourceLocation at, string network) => Diagnostic.Error(
        "RC1305", at,
        $"the network '{network}' has no subnet: its containers would get no address", "say one, as in subnets: [10.20.0.0/24]");

    public static Diagnostic Overlap(
        SourceLocation at, IpPrefix subnet, IpPrefix other, DocumentId network, SourceLocation first) => Diagnostic.Error(
        "RC1306", at, $"the subnet {subnet} overlaps {other} of {network}, at {first}", "use a subnet that no other network has");

    public static Diagnostic DuplicateAddress(
        SourceLocation at, IpAddress address, DocumentId network, SourceLocation first) => Diagnostic.Error(
        "RC1307", at, $"the address {address} of {network} is given out already, at {first}",
        "use another one, or leave it out to get a free one");

    public static Diagnostic AddressOutside(SourceLocation at, IpAddress address, IpPrefix subnet, DocumentId network) => Diagnostic.Error(
        "RC1308", at,
        $"the address {address} is not in {subnet} of {network}", $"use an address of {subnet}, or leave it out to get a free one");

    public static Diagnostic NoSuchFamily(SourceLocation at, IpAddress address, DocumentId network) => Diagnostic.Error(
        "RC1309", at, $"{network} has no {address.Family} subnet for {address}", "remove the address, or give the network such a subnet");

    public static Diagnostic AddressTaken(SourceLocation at, IpAddress address, string meaning, DocumentId network) => Diagnostic.Error(
        "RC1310", at, $"the address {address} is {meaning} of {network}", "use another one, or leave it out to get a free one");

    public static Diagnostic DuplicateMac(SourceLocation at, MacAddress mac, string network, SourceLocation first) => Diagnostic.Error(
        "RC1311", at, $"the MAC address {mac} is in the network '{network}' already, at {first}",
        "use another one, or leave it out: one is derived from the name");

    public static Diagnostic DuplicateInterface(SourceLocation at, string name, SourceLocation first) => Diagnostic.Error(
        "RC1312", at, $"the container has an interface '{name}' already, at {first}", "use another name, or leave it out");

    public static Diagnostic DuplicateHostInterface(SourceLocation at, string name, SourceLocation first) => Diagnostic.Error(
        "RC1313", at, $"the host has an interface '{name}' already, from {first}", "give one of them another name");

    public static Diagnostic PortConflict(
        SourceLocation at, PortSpec port, PortSpec other, DocumentId attachment, SourceLocation first) => Diagnostic.Error(
        "RC1314", at, $"publishing {Name(port)} conflicts with {Name(other)} of {attachment}, at {first}",
        "use another port, or different addresses of the host for the two");

    public static Diagnostic PublishedFamily(SourceLocation at, IpAddress address, DocumentId network) => Diagnostic.Error(
        "RC1315", at, $"{network} has no {address.Family} subnet, so that nothing can be published on {address}",
        "use an address of the other family, or give the network such a subnet");

    public static Diagnostic PinnedTwice(SourceLocation at, string attachment, SourceLocation first) => Diagnostic.Error(
        "RC1316", at, $"the addresses of '{attachment}' are pinned already, at {first}", "remove one of the two");

    public static Diagnostic StalePin(SourceLocation at, string reason) => Diagnostic.Warning(
        "RC1317", at, $"nothing is pinned here: {reason}", "run 'reconciler lock' to bring the lock file up to date");

    public static Diagnostic BuiltIn(SourceLocation at, string name) => Diagnostic.Error(
        "RC1318", at, $"the network '{name}' is built in and needs no document", "remove the document, or give the network another name");

    public static Diagnostic NoWayBack(SourceLocation at, string network, string from) => Diagnostic.Warning(
        "RC1340", at, $"containers of '{network}' and '{from}' have no route to each other: with 'uplink: none' there is no default route",
        "give both an uplink in a family that both have; from outside only published ports are reached by it");

    public static Diagnostic NoContainersFrom(SourceLocation at, string network) => Diagnostic.Error(
        "RC1319", at, $"no connection from the network '{network}' passes through this host", "remove it from the list");

    public static Diagnostic NoInterface(SourceLocation at, string field, string network) => Diagnostic.Error(
        "RC1320", at, $"'{field}' means nothing on the network '{network}', which makes no interface", "remove it, or choose another network");

    public static Diagnostic OnlyNetwork(SourceLocation at, string network, DocumentId other) => Diagnostic.Error(
        "RC1321", at, $"a container on the network '{network}' has no other one, and {other} attaches it again", "remove one of the two attachments");

    public static Diagnostic PortsOfTheHost(SourceLocation at, string attachment) => Diagnostic.Warning(
        "RC1322", at, $"nothing is published for {attachment}: what it listens on in the host's namespace is reachable as it is",
        "remove the ports");

    public static Diagnostic DuplicateRoute(SourceLocation at, IpPrefix to, SourceLocation first) => Diagnostic.Error(
        "RC1323", at, $"the container has a route to {to} with this metric already, at {first}", "give one of them another metric, or remove it");

    public static Diagnostic NextHopOutside(SourceLocation at, IpAddress via, DocumentId network) => Diagnostic.Error(
        "RC1324", at, $"the next hop {via} is in no subnet of {network}", "use an address of the network, such as its gateway");

    public static Diagnostic NoSuchRouteFamily(SourceLocation at, IpPrefix to, DocumentId network) => Diagnostic.Error(
        "RC1325", at, $"{network} has no {to.Family} subnet, so that nothing leads to {to} there", "remove the route, or give the network such a subnet");

    public static Diagnostic NotOnTheHost(SourceLocation at, string field, DocumentId network) => Diagnostic.Error(
        "RC1326", at, $"'{field}' means nothing on {network}: its containers have no interface on the host, and are reachable as they are",
        "remove it");

    public static Diagnostic PassthruShared(SourceLocation at, string parent, SourceLocation first) => Diagnostic.Error(
        "RC1327", at, $"the interface '{parent}' passes everything through to one container already, at {first}", "use another mode, or another interface");

    public static Diagnostic PassthruMac(SourceLocation at, string parent) => Diagnostic.Error(
        "RC1328", at, $"the container has the MAC address of '{parent}', which passes everything through to it", "remove it, or use another mode");

    public static Diagnostic NothingSends(SourceLocation at, DocumentId network) => Diagnostic.Error(
        "RC1337", at, $"what a container of {network} receives comes from the physical network, where nothing of this host's limits it",
        "remove it, or limit what the senders send");

    public static Diagnostic OthersBridge(SourceLocation at, DocumentId network) => Diagnostic.Error(
        "RC1338", at, $"nothing is published from {network}, whose bridge is somebody else's", "remove the ports, and publish them where the bridge's owner does");

    public static Diagnostic SourceFamily(SourceLocation at, IpPrefix source, DocumentId network) => Diagnostic.Error(
        "RC1345", at, $"{network} has no {source.Family} subnet, so that nobody from {source} reaches the port",
        "remove it, or give the network such a subnet");

    public static Diagnostic BridgeFull(SourceLocation at, DocumentId network, int room) => Diagnostic.Error(
        "RC1346", at, string.Create(CultureInfo.InvariantCulture, $"{network} has {room:#,0} other attachments on one host already, and Linux gives a bridge no more ports"),
        "put it, and those after it, on another network");

    private static string Name(PortSpec port)
    {
        string number = $"{port.Protocol.ToString().ToLowerInvariant()} {port.Host}";
        return port.Address is IpAddress address ? $"{number} on {address}" : number;
    }
}
