namespace Reconciler.Agent.Running;

/// <summary>Whether the loop comes round: it waits for something, or has begun to compare not long ago.</summary>
internal sealed class Heartbeat(TimeProvider time)
{
    // Longer than any host takes to be built.
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(5);

    // A timestamp; 0 while it waits.
    private long busySince;

    /// <summary>Whether it is not stuck.</summary>
    public bool IsBeating => Interlocked.Read(ref busySince) is 0 || time.GetElapsedTime(Interlocked.Read(ref busySince)) < Stuck;

    /// <summary>It has something to do.</summary>
    public void Work() => Interlocked.Exchange(ref busySince, time.GetTimestamp());

    /// <summary>It waits, for however long.</summary>
    public void Rest() => Interlocked.Exchange(ref busySince, 0);
}
