using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Kernel.Engines;
using Reconciler.Netlink.Tracing;

namespace Reconciler.Kernel;

/// <summary>Which host a run acts on, and for whom.</summary>
/// <param name="Owner">The name under which objects are marked and found.</param>
public sealed record HostOptions(string Owner)
{
    /// <summary>Where <c>ip netns</c> keeps named namespaces.</summary>
    public const string DefaultNamespaceDirectory = "/run/netns";

    /// <summary>The namespace that is 'the host': the process's own, or another one by name or path.</summary>
    public NamespaceId Namespace { get; init; } = NamespaceId.Host;

    /// <summary>The directory of the named namespaces.</summary>
    public string NamespaceDirectory { get; init; } = DefaultNamespaceDirectory;

    /// <summary>Where engines are asked for their containers.</summary>
    public IReadOnlyDictionary<ContainerEngine, EngineAddress> Engines { get; init; } = Enum.GetValues<ContainerEngine>().ToDictionary(e => e, EngineAddress.OfEnvironment);

    /// <summary>Whether a secret that this process does not get at is stood in for by another: in a laboratory, where all have the same.</summary>
    public bool StandsInForSecrets { get; init; }

    /// <summary>Is shown every netlink message.</summary>
    public NetlinkTrace? Trace { get; init; }
}
