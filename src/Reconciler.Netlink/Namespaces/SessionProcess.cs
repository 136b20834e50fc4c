using System.Diagnostics;

namespace Reconciler.Netlink.Namespaces;

/// <summary>This program once more, as a process in a session of its own (setsid(2)): a terminal that is lost takes nothing with it.</summary>
public sealed class SessionProcess : IDisposable
{
    private const string Program = "setsid";
    private readonly Process process;

    private SessionProcess(Process process) => this.process = process;

    /// <summary>Starts it with the arguments, descriptors and environment of this one.</summary>
    /// <param name="variable">Added to its environment, so that it knows.</param>
    /// <exception cref="NetlinkException">There is no <c>setsid</c>.</exception>
    public static SessionProcess Start(string variable)
    {
        // setsid(1) makes the session and replaces itself: what was started is what runs.
        ProcessStartInfo start = new(Program, [Environment.ProcessPath!, .. Processes.Arguments()]);
        start.Environment[variable] = "1";
        try
        {
            return new(Process.Start(start)!);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new NetlinkException(Errno.ENOENT, 0, $"'{Program}' cannot be started: {e.Message} (it is part of util-linux)");
        }
    }

    /// <summary>Asks it to end, as Ctrl-C would.</summary>
    public void Terminate() => Sys.Terminate(process.Id);

    /// <summary>Waits for its end, and gives its exit code; 128 and the signal's number when a signal ended it.</summary>
    public int Wait()
    {
        process.WaitForExit();
        return process.ExitCode;
    }

    public void Dispose() => process.Dispose();
}
