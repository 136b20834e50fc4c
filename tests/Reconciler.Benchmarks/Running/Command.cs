using System.Diagnostics;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Benchmarks.Running;

/// <summary>A program with its arguments, to be started in a network namespace.</summary>
/// <param name="Line">The program and its arguments.</param>
internal sealed record Command(params IReadOnlyList<string> Line)
{
    /// <summary>Variables besides those of this process, as <c>NAME=value</c>.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Runs it and measures from before it is started until it has ended.</summary>
    /// <param name="samplesMemory">
    /// Whether to look at its memory each millisecond. What the kernel counts for a parent is of no use: a process begins with the peak
    /// of the one that started it (exec_mmap of fs/exec.c).
    /// </param>
    public Finished Run(NetworkNamespace where, bool samplesMemory = false)
    {
        string output = Path.GetTempFileName();
        IReadOnlyList<string> environment = [.. Inherited(), .. Environment];
        long start = Stopwatch.GetTimestamp();
        int pid = where.Run(() => NativeProcess.Start(Line, environment, output));
        using PeakMemory? memory = samplesMemory ? new PeakMemory(pid) : null;
        (int status, ResourceUsage usage) = NativeProcess.Wait(pid);
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        string text = File.ReadAllText(output);
        File.Delete(output);
        return new(status == 0, milliseconds, usage.CpuMilliseconds, memory?.Bytes ?? 0, text);
    }

    /// <summary>Runs it; it must succeed.</summary>
    /// <exception cref="InvalidOperationException">It did not; the message has what it printed.</exception>
    public Finished Succeed(NetworkNamespace where, bool samplesMemory = false)
    {
        Finished finished = Run(where, samplesMemory);
        return finished.IsSuccess ? finished : throw new InvalidOperationException($"{string.Join(' ', Line)}: {finished.Output}");
    }

    /// <summary>Starts it and lets it run.</summary>
    public RunningProcess Start(NetworkNamespace where)
    {
        string output = Path.GetTempFileName();
        return new(where.Run(() => NativeProcess.Start(Line, [.. Inherited(), .. Environment], output)), output);
    }

    private static IEnumerable<string> Inherited()
    {
        foreach (System.Collections.DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
            yield return $"{variable.Key}={variable.Value}";
    }
}
