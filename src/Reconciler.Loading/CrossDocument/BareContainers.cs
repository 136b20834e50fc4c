using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;

namespace Reconciler.Loading.CrossDocument;

/// <summary>On networks of mode host and none no interface is made: nothing is to be said of one, and the container has no other network.</summary>
internal static class BareContainers
{
    private static readonly (string Field, Func<ContainerAttachmentSpec, bool> IsSaid)[] OfInterfaces =
    [
        ("interface", a => a.Interface is not null),
        ("hostInterface", a => a.HostInterface is not null),
        ("addresses", a => a.Addresses.Count > 0),
        ("mac", a => a.Mac is not null),
        ("gatewayPriority", a => a.GatewayPriority != 0),
        ("routes", a => a.Routes.Count > 0),
        ("bandwidth", a => a.Bandwidth != new BandwidthSpec()),
    ];

    public static void Check(DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        Document<ContainerAttachmentSpec>[] bare =
            [.. documents.Attachments.Where(a => documents.ModeOf(a.Spec.Network) is NetworkMode.Host or NetworkMode.None)];
        if (bare.Length == 0)
            return;
        ILookup<string, Document<ContainerAttachmentSpec>> byContainer =
            documents.Attachments.ToLookup(a => InterfaceNames.FileOf(a.Spec.Container));
        foreach (Document<ContainerAttachmentSpec> attachment in bare)
        {
            CheckFields(attachment, documents.ModeOf(attachment.Spec.Network)!.Value, faults);
            if (byContainer[InterfaceNames.FileOf(attachment.Spec.Container)].FirstOrDefault(a => a != attachment) is Document<ContainerAttachmentSpec> other)
                faults.Add(CrossDiagnostics.OnlyNetwork(attachment.At("spec.network"), attachment.Spec.Network, other.Id));
        }
    }

    private static void CheckFields(Document<ContainerAttachmentSpec> attachment, NetworkMode mode, ICollection<Diagnostic> faults)
    {
        foreach ((string field, _) in OfInterfaces.Where(f => f.IsSaid(attachment.Spec)))
            faults.Add(CrossDiagnostics.NoInterface(attachment.At($"spec.{field}"), field, attachment.Spec.Network));
        // A namespace without networks has settings all the same; those of the host are the host's.
        if (mode == NetworkMode.Host && attachment.Spec.Sysctls.Count > 0)
            faults.Add(CrossDiagnostics.NoInterface(attachment.At("spec.sysctls"), "sysctls", attachment.Spec.Network));
        if (attachment.Spec.Ports.Count > 0)
            faults.Add(mode == NetworkMode.Host
                ? CrossDiagnostics.PortsOfTheHost(attachment.At("spec.ports"), attachment.Name)
                : CrossDiagnostics.NoInterface(attachment.At("spec.ports"), "ports", attachment.Spec.Network));
    }
}
