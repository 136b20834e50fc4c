namespace Reconciler.Agent.States;

/// <summary>How long to wait before something is tried again that failed: twice as long each time, up to a limit.</summary>
public sealed record BackOff(TimeSpan First, TimeSpan Limit)
{
    // Beyond, the limit is reached whatever it is, and the shift would overflow.
    private const int MostDoublings = 20;

    /// <summary>The time to wait after so many failures in a row, at least one.</summary>
    public TimeSpan After(int failures)
    {
        long ticks = First.Ticks << Math.Min(failures - 1, MostDoublings);
        return ticks > Limit.Ticks ? Limit : TimeSpan.FromTicks(ticks);
    }
}
