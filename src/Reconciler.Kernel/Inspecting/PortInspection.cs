using Reconciler.Core.Diagnostics;
using Reconciler.Core.Inspecting;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Netlink;

namespace Reconciler.Kernel.Inspecting;

/// <summary>Finds out who else on a host has the ports that documents publish. It reads only.</summary>
internal static class PortInspection
{
    /// <param name="wanted">What the documents come to.</param>
    /// <param name="observed">The host as it is.</param>
    /// <exception cref="NetlinkException">The ruleset cannot be read.</exception>
    public static IEnumerable<Diagnostic> Of(HostKernel kernel, IEnumerable<Desired> wanted, Snapshot observed)
    {
        PortConflicts conflicts = new(wanted, observed);
        return conflicts.Protocols.Count == 0
            ? []
            : [.. Listeners(kernel.Host, conflicts), .. conflicts.With(new ClaimReading(kernel.Host, kernel.Mark).Read())];
    }

    /// <summary>Who has the port of names at gateways; a daemon of this program's is who serves them.</summary>
    public static ValueList<Diagnostic> Of(OpenNamespace host, NameConflicts conflicts) => !conflicts.HasNames ? [] : Looking(() =>
    {
        IEnumerable<Listener> taking = ListenerReading.WithProcesses(conflicts.Taking(ListenerReading.Of(host, NameConflicts.Protocols)));
        return conflicts.With(taking.Where(l => l.Process?.Name != Path.GetFileName(Environment.ProcessPath)).ToValueList());
    });

    private static ValueList<Diagnostic> Listeners(OpenNamespace host, PortConflicts conflicts) =>
        Looking(() => conflicts.With(ListenerReading.WithProcesses(conflicts.Losing(ListenerReading.Of(host, conflicts.Protocols)))));

    private static ValueList<Diagnostic> Looking(Func<IEnumerable<Diagnostic>> look)
    {
        try
        {
            return look().ToValueList();
        }
        catch (NetlinkException e) when (e.Errno is Errno.ENOENT or Errno.EPROTONOSUPPORT)
        {
            return [PortDiagnostics.SocketsUnreadable(e.Message)];
        }
    }
}
