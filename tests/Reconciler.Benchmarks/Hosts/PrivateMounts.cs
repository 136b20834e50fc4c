using System.Diagnostics;

namespace Reconciler.Benchmarks.Hosts;

/// <summary>
/// Everything happens in a network and a mount namespace of this program's own, with an empty <c>/run</c>: names of namespaces, locks
/// and sockets are seen by nobody else, and go with the process.
/// </summary>
internal static class PrivateMounts
{
    private const string Mark = "RECONCILER_BENCHMARKS_PRIVATE";

    /// <summary>What <c>setpriv</c> is told, so that what it starts ends when the one that started it does, however that comes about.</summary>
    public static IReadOnlyList<string> Mortal { get; } = ["--pdeathsig", "TERM", "--"];

    /// <summary>Starts the program once more in there.</summary>
    /// <returns>Its exit code; <c>null</c>: this is it.</returns>
    public static int? Enter(string[] arguments)
    {
        if (Environment.GetEnvironmentVariable(Mark) is not null)
            return null;
        if (Environment.UserName != "root")
            throw new InvalidOperationException("this needs root: it makes network namespaces");
        const string Prepare = "mount -t tmpfs tmpfs /run && mkdir /run/netns && ip link set lo up && exec \"$@\"";
        ProcessStartInfo start = new("setpriv", [.. Mortal, "unshare", "--net", "--mount", "--", "sh", "-c", Prepare, "sh", Environment.ProcessPath!, .. arguments]);
        start.Environment[Mark] = "1";
        using Process process = Process.Start(start)!;
        // Ctrl-C comes to both; the one inside says how it ended.
        Console.CancelKeyPress += (_, e) => e.Cancel = true;
        process.WaitForExit();
        return process.ExitCode;
    }
}
