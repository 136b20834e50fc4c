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

    public bool Includes(string node) => Nodes.Count == 0 || Nodes.Contains(node);
}
