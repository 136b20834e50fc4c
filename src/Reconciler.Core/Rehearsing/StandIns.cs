using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Rehearsing;

/// <summary>Documents in which every container is a namespace that can be made: those that other programs make are not at hand.</summary>
public static class StandIns
{
    /// <summary>The documents with stand-ins; whatever is said of an attachment still stands at its own line.</summary>
    /// <param name="host">What stands in for the namespace of the host, which containers of a network of mode host share.</param>
    public static DocumentSet For(DocumentSet documents, ContainerSpec host)
    {
        HashSet<string> shared = [.. documents.Networks.Where(n => n.Spec.Mode == NetworkMode.Host).Select(n => n.Name)];
        return documents with
        {
            Attachments = documents.Attachments.Select(a => a with { Spec = a.Spec with { Container = For(a.Spec, shared, host) } }).ToValueList(),
        };
    }

    private static ContainerSpec For(ContainerAttachmentSpec attachment, HashSet<string> shared, ContainerSpec host)
    {
        if (shared.Contains(attachment.Network) || BuiltInNetworks.SpecOf(attachment.Network)?.Mode == NetworkMode.Host)
            return host;
        return attachment.Container switch
        {
            ContainerSpec.Netns netns => netns with { Create = true },
            ContainerSpec.NamespaceFile file => new ContainerSpec.Netns(NameOf(file.Path)),
            ContainerSpec.Process process => new ContainerSpec.Netns(NameOf($"/proc/{process.Pid}/ns/net")),
            ContainerSpec.OfEngine container => new ContainerSpec.Netns(NameOf($"/{container.Engine.Word()}/{container.Name}")),
            _ => throw new ArgumentOutOfRangeException(nameof(attachment), attachment.Container, "no such container form"),
        };
    }

    // The same name for the same file, which several attachments may share.
    private static string NameOf(string path) => $"stand-in{path.Replace('/', '-')}";
}
