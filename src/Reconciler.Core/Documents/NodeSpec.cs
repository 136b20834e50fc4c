using Reconciler.Core.Values;

namespace Reconciler.Core.Documents;

/// <summary>What a <c>Node</c> document says: a host that overlay networks span.</summary>
public sealed record NodeSpec
{
    /// <summary>By which the other nodes reach it.</summary>
    public required IpAddress Address { get; init; }

    /// <summary>The interface that the address is on; unsaid: the one that has it.</summary>
    public string? Interface { get; init; }
}

/// <summary>Another node, with the attachments of containers that run on it.</summary>
public sealed record PeerNode(Document<NodeSpec> Node, ValueList<Document<ContainerAttachmentSpec>> Attachments);
