namespace Reconciler.Core.Documents;

/// <summary>The kinds of documents, as in <c>kind: Network</c>.</summary>
public static class DocumentKind
{
    public const string Network = "Network";

    public const string ContainerAttachment = "ContainerAttachment";

    public const string FirewallPolicy = "FirewallPolicy";

    public const string Node = "Node";

    public const string Reachability = "Reachability";

    public const string AddressLock = "AddressLock";
}
