using Reconciler.Core.Compiling.Policies;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>What every mode compiles with.</summary>
/// <param name="Here">The node that the host is; <c>null</c> when no document describes it.</param>
/// <param name="UplinkMtu">What packets to the outside may have at most, in bytes.</param>
/// <param name="Closures">What policies come to.</param>
/// <param name="Keys">The secrets of encrypted overlays, by file; the first of each encrypts what is sent, all decrypt.</param>
internal sealed record CompileContext(
    OwnershipMark Mark, Document<NodeSpec>? Here, Snapshot Observed, int UplinkMtu, IReadOnlyDictionary<string, ValueList<OverlayKey>> Keys,
    Wishes Wishes, Closures Closures, Ruleset Ruleset);

/// <summary>How networks of one mode become resources. A mode is one file and one line in <see cref="NetworkModes.All"/>.</summary>
internal abstract class Mode
{
    /// <summary>The value of <c>spec.mode</c>.</summary>
    public abstract NetworkMode Name { get; }

    public abstract void Compile(AttachedNetwork network, CompileContext context);
}

/// <summary>All modes.</summary>
internal static class NetworkModes
{
    public static ValueList<Mode> All { get; } = [new BridgeMode(), new HostMode(), new NoneMode(), new MacvlanMode(), new OverlayMode()];

    public static Mode Of(NetworkMode name) => All.Single(m => m.Name == name);
}
