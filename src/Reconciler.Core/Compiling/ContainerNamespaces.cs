using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;

namespace Reconciler.Core.Compiling;

/// <summary>A container is in the host's namespace on networks of mode host, and nowhere else; and each namespace has one name.</summary>
internal static class ContainerNamespaces
{
    public static void Check(AttachedNetwork network, Snapshot observed, Wishes wishes)
    {
        foreach (AttachedContainer container in network.Containers)
        {
            bool isAlias = observed.Aliases.TryGetValue(container.Namespace, out NamespaceId first);
            bool isHost = isAlias && first.IsHost;
            if (network.Spec.Mode == NetworkMode.Host && !isHost)
                wishes.Report(PlanDiagnostics.NotTheHost(container.Document, container.Namespace));
            else if (network.Spec.Mode != NetworkMode.Host && isHost)
                wishes.Report(PlanDiagnostics.IsTheHost(container.Document, container.Namespace));
            else if (isAlias && !isHost)
                wishes.Report(PlanDiagnostics.OneNamespace(container.Document, container.Namespace, first));
        }
    }
}
