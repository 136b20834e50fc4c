using Reconciler.Core.Values;

namespace Reconciler.Loading.Definitions;

/// <summary>All kinds of documents.</summary>
internal static class DocumentDefinitions
{
    public static ValueList<DocumentDefinition> All { get; } =
    [
        NetworkDefinition.Document,
        ContainerAttachmentDefinition.Document,
        NodeDefinition.Document,
        FirewallPolicyDefinition.Document,
        ReachabilityDefinition.Document,
        AddressLockDefinition.Document,
    ];

    public static ValueList<string> Kinds { get; } = All.Select(d => d.Kind).ToValueList();

    public static DocumentDefinition? Find(string kind) => All.FirstOrDefault(d => d.Kind == kind);
}
