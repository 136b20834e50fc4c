using System.Runtime.InteropServices;
using Reconciler.Cli.Rendering;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Cli;

/// <summary>
/// What has to be undone when the person who did it is cut off must not end with their terminal: the program starts itself again in a
/// session of its own, and only looks on.
/// </summary>
internal static class OwnSession
{
    private const string Marker = "RECONCILER_OWN_SESSION";
    private const int KilledBySignal = 128;

    /// <summary>Whether this process is the one that looks on.</summary>
    public static bool IsElsewhere => Environment.GetEnvironmentVariable(Marker) is null;

    /// <summary>Looks on, and gives the exit code of the other. Ctrl-C is passed on; a terminal that is lost is not.</summary>
    public static int Run(Page error)
    {
        try
        {
            using SessionProcess process = SessionProcess.Start(Marker);
            using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, PassOn);
            using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, PassOn);
            int exitCode = process.Wait();
            if (exitCode > KilledBySignal)
                error.Line("The process that was to undo the change unless it is confirmed was killed: what was changed stays until the next run.", Tone.Error);
            return exitCode;

            void PassOn(PosixSignalContext context)
            {
                context.Cancel = true;
                process.Terminate();
            }
        }
        catch (NetlinkException e)
        {
            error.Write("error: ", Tone.Error);
            error.Line(e.Message);
            return ExitCode.Refused;
        }
    }
}
