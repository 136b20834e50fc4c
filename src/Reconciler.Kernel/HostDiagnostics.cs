using Reconciler.Core.Diagnostics;
using Reconciler.Core.Resources;
using Reconciler.Netlink;

namespace Reconciler.Kernel;

/// <summary>A host that cannot be watched.</summary>
public static class HostDiagnostics
{
    /// <summary>Missing privileges, or a namespace that does not exist.</summary>
    public static Diagnostic NotWatched(NamespaceId host, NetlinkException cause) => KernelDiagnostics.NoHost(host, cause);
}
