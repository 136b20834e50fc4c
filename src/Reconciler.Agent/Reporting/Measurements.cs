namespace Reconciler.Agent.Reporting;

/// <summary>What is counted from the start of the daemon on.</summary>
public sealed class Measurements
{
    /// <summary>The upper ends of the classes of durations, in seconds.</summary>
    public static IReadOnlyList<double> Bounds { get; } = [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Lock gate = new();
    private readonly long[] runs = new long[Bounds.Count + 1];
    private readonly SortedDictionary<string, long> changes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> drift = new(StringComparer.Ordinal);
    private double runSeconds;
    private long sourceErrors;
    private long faults;
    private long conflicts;

    /// <summary>Notes a comparison, with whatever it led to.</summary>
    public void Ran(TimeSpan duration)
    {
        lock (gate)
        {
            int bucket = 0;
            while (bucket < Bounds.Count && duration.TotalSeconds > Bounds[bucket])
                bucket++;
            runs[bucket]++;
            runSeconds += duration.TotalSeconds;
        }
    }

    /// <summary>Notes a change that was made.</summary>
    /// <param name="kind">Of the object.</param>
    public void Changed(string kind, bool isDrift)
    {
        lock (gate)
        {
            SortedDictionary<string, long> counts = isDrift ? drift : changes;
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
        }
    }

    /// <summary>Counts what happened.</summary>
    public void Count(WatchEvent happened)
    {
        lock (gate)
        {
            switch (happened.Kind)
            {
                case WatchEventKind.Source when happened.Level == WatchLevel.Error:
                    sourceErrors++;
                    break;
                case WatchEventKind.Fault when happened.Level == WatchLevel.Error:
                    faults++;
                    break;
                case WatchEventKind.Conflict:
                    conflicts++;
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>All of it, as it is now.</summary>
    public MeasurementValues Values
    {
        get
        {
            lock (gate)
                return new([.. runs], runSeconds, new(changes), new(drift), sourceErrors, faults, conflicts);
        }
    }
}

/// <summary>What was counted.</summary>
/// <param name="Runs">Of each class of durations, and those beyond.</param>
/// <param name="Changes">By kind of object, what documents asked for.</param>
/// <param name="Drift">By kind of object, what had to be put right.</param>
public sealed record MeasurementValues(
    IReadOnlyList<long> Runs, double RunSeconds, SortedDictionary<string, long> Changes, SortedDictionary<string, long> Drift, long SourceErrors, long Faults, long Conflicts);
