using Reconciler.Core.Diagnostics;
using Reconciler.Core.Resources;

namespace Reconciler.Core.Compiling;

/// <summary>
/// A bridge that is somebody else's: containers become ports of it, and that is all. Its address, its way out and who may reach whom
/// are its owner's; a ruleset of ours would judge packets of others.
/// </summary>
internal static class ExternalBridge
{
    public static void Join(AttachedNetwork network, CompileContext context)
    {
        if (!context.Observed.TryFind(Link.IdOf(NamespaceId.Host, network.Bridge), out Observed? found)
            || found is not { Ownership: Ownership.Foreign, Resource: Link { Type: LinkType.Bridge } bridge })
        {
            context.Wishes.Report(PlanDiagnostics.NoSuchBridge(network.Document, network.Bridge, found?.Resource as Link));
            return;
        }
        foreach (AttachedContainer container in network.Containers)
            BridgedNetwork.WantContainer(network, container, network.Spec.Mtu ?? bridge.Mtu ?? context.UplinkMtu, context);
    }
}
