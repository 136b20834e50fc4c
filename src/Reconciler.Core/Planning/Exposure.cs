using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>
/// What a plan changes about what is reachable from outside through the owner's ruleset. It follows from the elements before and after,
/// not from the changes: those of a table that goes are no changes of their own, and an element that stays is closed when its network
/// loses its uplink.
/// </summary>
/// <param name="NewlyReachable">Nobody could reach it before.</param>
/// <param name="NoLongerReachable">Nobody can reach it any more.</param>
/// <param name="Moved">It is reached before and after, and somebody else answers.</param>
public sealed record Exposure(ValueList<ExposedPorts> NewlyReachable, ValueList<ExposedPorts> NoLongerReachable, ValueList<ExposedPorts> Moved)
{
    /// <summary>Nothing changes.</summary>
    public static Exposure None { get; } = new([], [], []);

    public bool IsEmpty => NewlyReachable.Count == 0 && NoLongerReachable.Count == 0 && Moved.Count == 0;

    /// <summary>What differs between two states of the owner's resources.</summary>
    internal static Exposure Between(Entrances old, Entrances now)
    {
        List<ExposedPorts> opened = [];
        List<ExposedPorts> moved = [];
        foreach ((Entrance entrance, Destination destination) in now.All)
        {
            if (old.Find(entrance) is not Destination earlier)
                opened.Add(entrance.LeadingTo(destination, null));
            else if (!destination.IsSame(earlier))
                moved.Add(entrance.LeadingTo(destination, earlier));
        }
        List<ExposedPorts> closed = [];
        foreach ((Entrance entrance, Destination earlier) in old.All)
        {
            if (now.Find(entrance) is not Destination destination)
                closed.Add(entrance.LeadingTo(earlier, null));
            else if (!now.All.ContainsKey(entrance) && !destination.IsSame(earlier))
                moved.Add(entrance.LeadingTo(destination, earlier));
        }
        return new(ExposedPorts.Fold(opened), ExposedPorts.Fold(closed), ExposedPorts.Fold(moved));
    }
}
