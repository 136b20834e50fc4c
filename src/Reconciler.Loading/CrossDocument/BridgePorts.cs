using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;

namespace Reconciler.Loading.CrossDocument;

/// <summary>No more attachments of a network are on one host than a bridge of Linux has room for.</summary>
internal static class BridgePorts
{
    // BR_MAX_PORTS of net/bridge/br_private.h; no port has the number 0.
    private const int Most = 1023;

    public static void Check(DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        Dictionary<string, int> taken = [];
        foreach (Document<ContainerAttachmentSpec> attachment in documents.Attachments)
        {
            if (documents.Network(attachment.Spec.Network) is not { Spec.Mode: NetworkMode.Bridge or NetworkMode.Overlay } network)
                continue;
            int before = taken.GetValueOrDefault(network.Name);
            taken[network.Name] = before + 1;
            if (before == RoomOf(network.Spec))
                faults.Add(CrossDiagnostics.BridgeFull(attachment.At("spec.network"), network.Id, before));
        }
    }

    // The VXLAN device of an overlay is a port, too.
    private static int RoomOf(NetworkSpec network) => network.Mode == NetworkMode.Overlay ? Most - 1 : Most;
}
