using System.IO.MemoryMappedFiles;

namespace Reconciler.Fuzz;

/// <summary>
/// Keeps the input that is run in a file, from which it can be taken when the process has died of it, and ends the process when an input
/// has no end.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private const int Capacity = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly MemoryMappedViewAccessor file;
    private readonly Timer timer;
    private long count;
    private long countBefore = -1;

    public Watchdog(string work)
    {
        Directory.CreateDirectory(work);
        file = MemoryMappedFile.CreateFromFile(Path.Combine(work, "current"), FileMode.Create, null, Capacity).CreateViewAccessor();
        timer = new(_ => Look(), null, Patience, Patience);
    }

    /// <summary>An input is about to be run.</summary>
    public void Begin(byte[] input)
    {
        file.Write(0, input.Length);
        file.WriteArray(sizeof(int), input, 0, Math.Min(input.Length, Capacity - sizeof(int)));
        Interlocked.Increment(ref count);
    }

    public void Dispose()
    {
        timer.Dispose();
        file.Dispose();
    }

    private void Look()
    {
        long now = Interlocked.Read(ref count);
        if (now == countBefore)
            Environment.FailFast($"Input {now} has no end; it is in the file 'current', after its length of 4 bytes.");
        countBefore = now;
    }
}
