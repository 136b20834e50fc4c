using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.CrossDocument;

/// <summary>RC1329 to RC1339: nodes, and what spans them.</summary>
internal static class NodeDiagnostics
{
    public static Diagnostic DuplicateNodeAddress(SourceLocation at, IpAddress address, SourceLocation first) => Diagnostic.Error(
        "RC1329", at, $"another node has the address {address} already, at {first}", "give each node an address of its own");

    public static Diagnostic UnknownNode(SourceLocation at, string node) => Diagnostic.Error(
        "RC1330", at, $"there is no Node '{node}'", "add a Node document of that name, or correct the name");

    public static Diagnostic NodeUnsaid(SourceLocation at, string attachment, DocumentId network) => Diagnostic.Error(
        "RC1331", at, $"{network} spans nodes, and nothing says on which one '{attachment}' is", "say it, as in node: host-a");

    public static Diagnostic NodeOutside(SourceLocation at, string node, DocumentId network) => Diagnostic.Error(
        "RC1332", at, $"the node '{node}' does not take part in {network}", "add it to the network's overlay.nodes, or use another node");

    public static Diagnostic DuplicateVni(SourceLocation at, int vni, SourceLocation first) => Diagnostic.Error(
        "RC1333", at, $"another network has the VNI {vni} already, at {first}", "give each network a VNI of its own");

    public static Diagnostic SameSourcePort(SourceLocation at, int vni, int ports, SourceLocation first) => Diagnostic.Error(
        "RC1339", at, $"the VNI {vni} differs from that of another encrypted network, at {first}, by a multiple of {ports}",
        "use another VNI: encrypted packets are sent from the UDP port that follows from it");

    public static Diagnostic NoNodes(SourceLocation at, string network) => Diagnostic.Error(
        "RC1334", at, $"the network '{network}' spans nodes, and the documents describe none", "add a Node document for each host of the overlay");

    public static Diagnostic Unpinned(SourceLocation at, string attachment, IpFamily family, DocumentId network) => Diagnostic.Error(
        AddressLockFile.UnpinnedCode, at,
        $"the other nodes of {network} must know the {family} address of '{attachment}', and nothing says it",
        "run 'reconciler lock' to pin one, and commit the lock file; or say it, as in addresses: [...]");

    public static Diagnostic MixedUnderlay(SourceLocation at, DocumentId node, DocumentId other, DocumentId network) => Diagnostic.Error(
        "RC1336", at, $"{node} and {other} of {network} have addresses of different families", "use one family for all nodes of an overlay");
}
