using System.Globalization;

namespace Reconciler.Benchmarks.Running;

/// <summary>A command that runs until this is disposed of.</summary>
internal sealed class RunningProcess(int pid, string output) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    // sysconf(_SC_CLK_TCK): 100 on every Linux that .NET runs on.
    private const double MillisecondsPerTick = 10;

    private string Folder => string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}");

    /// <summary>What it has written so far.</summary>
    public string Output
    {
        get
        {
            using FileStream stream = new(output, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using StreamReader reader = new(stream);
            return reader.ReadToEnd();
        }
    }

    /// <summary>Its resident memory now, in bytes.</summary>
    public long ResidentBytes => PeakMemory.Read(Path.Combine(Folder, "status"), "VmRSS") ?? throw Ended();

    /// <summary>The CPU time that it has used since it was started, in ms, to 10 ms.</summary>
    public double CpuMilliseconds
    {
        get
        {
            // The name before it may have spaces, and is in parentheses.
            string[] fields = File.ReadAllText(Path.Combine(Folder, "stat")).Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            const int UserTicks = 11;
            return (Number(fields[UserTicks]) + Number(fields[UserTicks + 1])) * MillisecondsPerTick;
        }
    }

    /// <summary>Waits until it has written some words more often than <paramref name="before"/>.</summary>
    public void Expect(string words, TimeSpan patience, int before = 0)
    {
        for (DateTime end = DateTime.UtcNow + patience; Count(words) <= before; Thread.Sleep(Interval))
        {
            if (DateTime.UtcNow > end)
                throw new TimeoutException($"'{words}' was not written:\n{Output}");
        }
    }

    /// <summary>How often it has written some words.</summary>
    public int Count(string words) => Output.Split(words).Length - 1;

    public void Dispose()
    {
        NativeProcess.Terminate(pid);
        NativeProcess.Wait(pid);
        File.Delete(output);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private InvalidOperationException Ended() => new($"the process has ended:\n{Output}");
}
