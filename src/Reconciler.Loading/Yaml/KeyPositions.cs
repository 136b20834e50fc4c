using System.Runtime.InteropServices;

namespace Reconciler.Loading.Yaml;

/// <summary>Where the keys of a large mapping are among its entries.</summary>
internal sealed class KeyPositions
{
    // Up to so many, to look at each costs less than a table of them.
    private const int Few = 16;

    private readonly Dictionary<string, int> positions = [];

    private KeyPositions(ReadOnlySpan<YamlEntry> entries)
    {
        foreach (YamlEntry entry in entries)
            positions.Add(entry.Key, positions.Count);
    }

    /// <summary>Adds an entry whose key is not there yet.</summary>
    /// <param name="positions">Those of the entries; <c>null</c>: there are few.</param>
    public static void Add(YamlEntry entry, List<YamlEntry> entries, ref KeyPositions? positions)
    {
        positions?.positions.Add(entry.Key, entries.Count);
        entries.Add(entry);
        if (entries.Count == Few)
            positions = new(CollectionsMarshal.AsSpan(entries));
    }

    /// <summary>The position of a key among entries, or -1.</summary>
    public static int Find(string key, ReadOnlySpan<YamlEntry> entries, KeyPositions? positions)
    {
        if (positions is not null)
            return positions.positions.GetValueOrDefault(key, -1);
        for (int i = 0; i < entries.Length; i++)
        {
            if (entries[i].Key == key)
                return i;
        }
        return -1;
    }
}
