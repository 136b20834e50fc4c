using Reconciler.Core.Resources;

namespace Reconciler.Agent.States;

/// <summary>How often each object had to be put right lately. What is undone again and again has another master.</summary>
/// <param name="times">How many times within the window are a conflict.</param>
/// <param name="window">What counts as lately.</param>
public sealed class DriftHistory(int times, TimeSpan window)
{
    private readonly Dictionary<ResourceId, Queue<DateTimeOffset>> healed = [];

    /// <summary>Notes that an object was put right.</summary>
    public void Add(ResourceId resource, DateTimeOffset now)
    {
        if (!healed.TryGetValue(resource, out Queue<DateTimeOffset>? moments))
            healed[resource] = moments = new();
        moments.Enqueue(now);
        while (moments.Count > times)
            moments.Dequeue();
    }

    /// <summary>Whether to put an object right once more would be to fight.</summary>
    public bool IsConflict(ResourceId resource, DateTimeOffset now) =>
        healed.TryGetValue(resource, out Queue<DateTimeOffset>? moments) && moments.Count == times && now - moments.Peek() < window;

    /// <summary>When an object was put right last.</summary>
    public DateTimeOffset LastOf(ResourceId resource) => healed.TryGetValue(resource, out Queue<DateTimeOffset>? moments) ? moments.Last() : DateTimeOffset.MinValue;

    /// <summary>Forgets what was put right so long ago that it does not count any more.</summary>
    public void Trim(DateTimeOffset now)
    {
        foreach (ResourceId old in healed.Where(h => now - h.Value.Last() >= window).Select(h => h.Key).ToArray())
            healed.Remove(old);
    }
}
