using Reconciler.Core.Diagnostics;
using Reconciler.Core.Inspecting;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Kernel.Inspecting;

/// <summary>What of a host, besides resources, gets in the way of what documents want. It reads only.</summary>
internal static class Inspection
{
    /// <param name="wanted">What the documents come to; nothing is read for what makes no bridge.</param>
    /// <param name="observed">The host as it is.</param>
    /// <exception cref="Netlink.NetlinkException">The ruleset cannot be read.</exception>
    public static IEnumerable<Diagnostic> Of(HostKernel kernel, ValueList<Desired> wanted, Snapshot observed) =>
        wanted.Any(d => d.Resource is Link { Namespace.IsHost: true, Type: LinkType.Bridge })
            ? [.. PortInspection.Of(kernel, wanted, observed), .. Obstacles(kernel, wanted, observed).Concerning]
            : [];

    /// <inheritdoc cref="Of"/>
    public static Obstacles Obstacles(HostKernel kernel, ValueList<Desired> wanted, Snapshot observed) =>
        new(wanted, observed, ConditionReading.Of(kernel, Core.Inspecting.Obstacles.LinksIn(wanted, observed)));
}
