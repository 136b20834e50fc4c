using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using DerivedNames = Reconciler.Core.Compiling.InterfaceNames;

namespace Reconciler.Loading.CrossDocument;

/// <summary>Names of interfaces are unique on the host and within each container.</summary>
internal static class InterfaceNames
{
    public static void Check(DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        CheckHost(documents, faults);
        CheckContainers(documents, faults);
    }

    private static void CheckHost(DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        IEnumerable<(string Name, SourceLocation At)> ofNetworks = documents.Networks.SelectMany(OfNetwork);
        IEnumerable<(string Name, SourceLocation At)> ends = documents.Attachments.Where(a => HasHostEnds(documents.ModeOf(a.Spec.Network)))
            .Select(a => (a.Spec.HostInterface ?? DerivedNames.HostEnd(a.Name), a.At("spec.hostInterface")));
        FirstPlaces<string> places = new(documents.Attachments.Count);
        foreach ((string name, SourceLocation at) in ofNetworks.Concat(ends).OrderBy(use => use.At))
        {
            if (places.Add(name, at) is SourceLocation first)
                faults.Add(CrossDiagnostics.DuplicateHostInterface(at, name, first));
        }
    }

    private static IEnumerable<(string Name, SourceLocation At)> OfNetwork(Document<NetworkSpec> network)
    {
        if (HasHostEnds(network.Spec.Mode) && !network.Spec.Bridge.External)
            yield return (network.Spec.Bridge.Interface ?? DerivedNames.Bridge(network.Name), network.At("spec.bridge.interface"));
        if (network.Spec.Mode == NetworkMode.Overlay)
            yield return (DerivedNames.Vxlan(network.Name), network.At("spec.mode"));
        if (network.Spec.Macvlan?.HostAccess.Count > 0)
            yield return (DerivedNames.HostAccess(network.Name), network.At("spec.macvlan.hostAccess"));
    }

    private static bool HasHostEnds(NetworkMode? mode) => mode is not (NetworkMode.Host or NetworkMode.None or NetworkMode.Macvlan);

    private static void CheckContainers(DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        FirstPlaces<(string Namespace, string Interface)> places = new();
        foreach (Document<ContainerAttachmentSpec> attachment in documents.Attachments)
        {
            if (attachment.Spec.Interface is not string name)
                continue;
            SourceLocation at = attachment.At("spec.interface");
            if (places.Add((FileOf(attachment.Spec.Container), name), at) is SourceLocation first)
                faults.Add(CrossDiagnostics.DuplicateInterface(at, name, first));
        }
    }

    /// <summary>The file of a container's namespace, or who knows it by which name: one namespace can be named in several ways.</summary>
    public static string FileOf(ContainerSpec container) => container switch
    {
        ContainerSpec.Netns netns => $"/run/netns/{netns.Name}",
        ContainerSpec.Process process => string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Pid}/ns/net"),
        ContainerSpec.NamespaceFile file when file.Path.StartsWith("/var/run/", StringComparison.Ordinal) => file.Path["/var".Length..],
        ContainerSpec.NamespaceFile file => file.Path,
        ContainerSpec.OfEngine named => $"{named.Engine.Word()}:{named.Name}",
        _ => throw new ArgumentOutOfRangeException(nameof(container), container, "no such container form"),
    };
}
