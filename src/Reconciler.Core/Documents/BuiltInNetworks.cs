namespace Reconciler.Core.Documents;

/// <summary>The networks that attachments name without a document: <c>host</c> and <c>none</c>.</summary>
public static class BuiltInNetworks
{
    private static readonly Dictionary<string, NetworkMode> Modes = new() { ["host"] = NetworkMode.Host, ["none"] = NetworkMode.None };

    public static bool Contains(string name) => Modes.ContainsKey(name);

    /// <summary>What a document of a built-in network would say; <c>null</c> when there is no such network.</summary>
    public static NetworkSpec? SpecOf(string name) => Modes.TryGetValue(name, out NetworkMode mode) ? new() { Mode = mode } : null;

    /// <summary>The documents with those of the built-in networks that attachments name; each stands where it is named first.</summary>
    public static DocumentSet AddTo(DocumentSet documents) => documents with
    {
        Networks = [.. documents.Networks, .. documents.Attachments.DistinctBy(a => a.Spec.Network).Select(DocumentFor).OfType<Document<NetworkSpec>>()],
    };

    private static Document<NetworkSpec>? DocumentFor(Document<ContainerAttachmentSpec> attachment) =>
        SpecOf(attachment.Spec.Network) is NetworkSpec spec
            ? new(new(DocumentKind.Network, attachment.Spec.Network), new(attachment.Spec.Network, []), spec, attachment.Source)
            : null;
}
