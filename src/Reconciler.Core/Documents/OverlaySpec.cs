using Reconciler.Core.Values;

namespace Reconciler.Core.Documents;

/// <summary><c>spec.overlay</c> of a <c>Network</c>.</summary>
public sealed record OverlaySpec
{
    /// <summary>The port that IANA has given VXLAN.</summary>
    public const int DefaultPort = 4789;

    /// <summary>The VXLAN network identifier, less than 2^24.</summary>
    public required int Vni { get; init; }

    /// <summary>The UDP port of all nodes.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The nodes that take part; empty: all.</summary>
    public ValueList<string> Nodes { get; init; } = [];

    /// <summary>How packets between the nodes are encrypted; unsaid: not at all.</summary>
    public OverlayEncryptionSpec? Encryption { get; init; }

    public bool Includes(string node) => Nodes.Count == 0 || Nodes.Contains(node);
}

/// <summary><c>spec.overlay.encryption</c> of a <c>Network</c>.</summary>
/// <param name="KeyFile">The absolute path, on every node, of the file with the secrets.</param>
public sealed record OverlayEncryptionSpec(string KeyFile)
{
    /// <summary>How many UDP ports there are to send from: encrypted overlays whose VNIs differ by a multiple of it cannot be told apart.</summary>
    public const int SourcePorts = 0x4000;
}
