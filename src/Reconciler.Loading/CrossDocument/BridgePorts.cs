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
        foreach (IGrouping<string, Document<ContainerAttachmentSpec>> group in documents.Attachments.GroupBy(a => a.Spec.Network))
        {
            if (documents.Network(group.Key) is { Spec.Mode: NetworkMode.Bridge or NetworkMode.Overlay } network
                && group.ElementAtOrDefault(RoomOf(network.Spec)) is { } tooMany)
                faults.Add(CrossDiagnostics.BridgeFull(tooMany.At("spec.network"), network.Id, RoomOf(network.Spec)));
        }
    }

    // The VXLAN device of an overlay is a port, too.
    private static int RoomOf(NetworkSpec network) => network.Mode == NetworkMode.Overlay ? Most - 1 : Most;
}
