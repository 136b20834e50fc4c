namespace Reconciler.Core.Documents;

/// <summary>The kinds of documents that others refer to by their identity.</summary>
public static class DocumentKind
{
    public const string Network = "Network";

    public const string ContainerAttachment = "ContainerAttachment";

    public const string FirewallPolicy = "FirewallPolicy";

    public const string Node = "Node";

    public const string Reachability = "Reachability";
}
