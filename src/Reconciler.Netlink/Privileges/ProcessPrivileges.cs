using System.Runtime.CompilerServices;

namespace Reconciler.Netlink.Privileges;

/// <summary>
/// Gives up what this process has no use for. Linux keeps privileges thread by thread, and a new thread has those of the one that starts it:
/// it is to be called before any thread is started. The runtime has started one by then, for finalizers, which is asked to do the same.
/// </summary>
public static class ProcessPrivileges
{
    /// <summary>Gives up all capabilities but some, for good.</summary>
    /// <param name="forbidsNew">Whether a program that is started, as <c>sudo</c>, may no longer give any (<c>PR_SET_NO_NEW_PRIVS</c>).</param>
    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public static void Keep(Capability kept, bool forbidsNew) => OnEachThread(() =>
    {
        Sys.KeepCapabilities((ulong)kept);
        if (forbidsNew)
            Sys.ForbidNewPrivileges();
    });

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
