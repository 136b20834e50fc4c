namespace Reconciler.Agent.Reporting;

/// <summary>Remembers of what happens the faults that have not passed, for whoever comes later and asks.</summary>
public sealed class StandingFaults
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<FaultyPart, StandingFault> faults = [];

    /// <summary>Those that there are now.</summary>
    public IReadOnlyList<StandingFault> All
    {
        get
        {
            lock (gate)
                return [.. faults.Values];
        }
    }

    /// <summary>Notes what happened.</summary>
    public void Note(WatchEvent happened)
    {
        FaultyPart? part = happened.Kind switch
        {
            WatchEventKind.Source => FaultyPart.Source,
            WatchEventKind.Revision or WatchEventKind.Refused => FaultyPart.Revision,
            WatchEventKind.Fault => FaultyPart.Comparison,
            WatchEventKind.Names => FaultyPart.Names,
            _ => null,
        };
        if (part is not FaultyPart concerned)
            return;
        // Faults of single documents are their states.
        bool isFault = happened.Level == WatchLevel.Error && happened.Kind != WatchEventKind.Revision;
        lock (gate)
        {
            if (isFault)
                faults[concerned] = new(concerned, happened.Text, faults.GetValueOrDefault(concerned)?.Since ?? happened.At);
            else
                faults.Remove(concerned);
        }
    }
}
