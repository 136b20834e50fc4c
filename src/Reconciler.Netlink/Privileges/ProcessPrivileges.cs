using System.Runtime.CompilerServices;

namespace Reconciler.Netlink.Privileges;

/// <summary>
/// Gives up what this process has no use for. Linux keeps privileges thread by thread, and a new thread has those of the one that starts it:
/// it is to be called before any thread is started. The runtime has started one by then, for finalizers, which is asked to do the same.
/// </summary>
public static class ProcessPrivileges
{
    /// <summary>Gives up all capabilities but some, for good.</summary>
    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public static void Keep(Capability kept) => OnEachThread(() => Sys.KeepCapabilities((ulong)kept));

    /// <summary>Forbids that a program which is started gives privileges, as <c>sudo</c> does (<c>PR_SET_NO_NEW_PRIVS</c>).</summary>
    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public static void ForbidNew() => OnEachThread(Sys.ForbidNewPrivileges);

    private static void OnEachThread(Action action)
    {
        action();
        Abandon(action);
        GC.Collect(0);
        GC.WaitForPendingFinalizers();
    }

    // In a method of its own, so that no local variable holds it any more.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Abandon(Action action) => _ = new Finalized(action);

    private sealed class Finalized(Action action)
    {
        ~Finalized() => action();
    }
}
