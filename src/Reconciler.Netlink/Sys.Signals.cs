using Tmds.Linux;

namespace Reconciler.Netlink;

/// <content>Signals.</content>
internal static unsafe partial class Sys
{
    /// <summary>Asks a process to end (<c>SIGTERM</c>); one that has ended already needs no asking.</summary>
    public static void Terminate(int process)
    {
        if (LibC.kill(process, LibC.SIGTERM) != 0 && LastErrno() != Errno.ESRCH)
            throw Failure("kill(SIGTERM)");
    }
}
