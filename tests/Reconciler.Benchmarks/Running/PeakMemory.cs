using System.Globalization;

namespace Reconciler.Benchmarks.Running;

/// <summary>Looks at the peak of a process's resident memory (<c>VmHWM</c> of proc(5)) each millisecond, as long as it runs.</summary>
internal sealed class PeakMemory : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(1);
    private readonly string path;
    private readonly Thread thread;
    private volatile bool isDisposed;
    private long bytes;

    public PeakMemory(int pid)
    {
        path = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/status");
        thread = new(Watch) { IsBackground = true };
        thread.Start();
    }

    /// <summary>The highest peak seen.</summary>
    public long Bytes => Volatile.Read(ref bytes);

    public void Dispose()
    {
        isDisposed = true;
        thread.Join();
    }

    /// <summary>A number of kibibytes of <c>/proc/PID/status</c>, in bytes; <c>null</c> when the process has ended.</summary>
    public static long? Read(string path, string field)
    {
        string? line;
        try
        {
            line = File.ReadLines(path).FirstOrDefault(l => l.StartsWith(field + ":", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            return null; // it ended between two looks
        }
        return line is null ? null : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
    }

    private void Watch()
    {
        while (!isDisposed && Read(path, "VmHWM") is long peak)
        {
            Volatile.Write(ref bytes, Math.Max(bytes, peak));
            Thread.Sleep(Interval);
        }
    }
}
