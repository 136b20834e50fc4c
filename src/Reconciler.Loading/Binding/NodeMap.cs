using System.Globalization;
using Reconciler.Core.Documents;
using Reconciler.Loading.Files;
using Reconciler.Loading.Yaml;

namespace Reconciler.Loading.Binding;

/// <summary>
/// Places of a document's values, by their paths as the records count them: entries of a list that could not be read do not count. They
/// are kept without the document's tree, which is many objects.
/// </summary>
internal sealed class NodeMap : SourceMap
{
    private readonly SourceText source;
    private readonly Place[] places;

    private NodeMap(SourceText source, Place[] places)
    {
        this.source = source;
        this.places = places;
    }

    /// <summary>A value; what is in it follows.</summary>
    /// <param name="Name">Its key in a mapping.</param>
    /// <param name="Parent">Where a value is said to be that it should hold and does not.</param>
    /// <param name="End">The position of the next value that is not in it.</param>
    private readonly record struct Place(string? Name, int Offset, int Parent, int End);

    /// <param name="source">The text that the document is in.</param>
    /// <param name="binding">What was read of the document.</param>
    public static NodeMap Of(YamlNode root, SourceText source, DocumentBinding binding)
    {
        Place[] places = new Place[CountOf(root)];
        int count = Fill(places, 0, null, root, binding);
        return new(source, count == places.Length ? places : places[..count]);
    }

    /// <summary>The places when the same text is in another file, or further up or down.</summary>
    public NodeMap In(SourceText moved) => new(moved, places);

    public override SourceLocation Locate(string path)
    {
        int at = 0;
        for (ReadOnlySpan<char> rest = path; rest.Length > 0;)
        {
            int child = Step(at, ref rest);
            if (child < 0)
                return source.At(places[at].Parent);
            at = child;
        }
        return source.At(places[at].Offset);
    }

    private static int CountOf(YamlNode node)
    {
        int count = 1;
        if (node is YamlMapping mapping)
        {
            foreach (YamlEntry entry in mapping.Entries)
                count += CountOf(entry.Value);
        }
        else if (node is YamlSequence sequence)
        {
            foreach (YamlNode item in sequence.Items)
                count += CountOf(item);
        }
        return count;
    }

    /// <returns>The position after the node and what is in it.</returns>
    private static int Fill(Place[] places, int at, string? name, YamlNode node, DocumentBinding binding)
    {
        int next = at + 1;
        if (node is YamlMapping mapping)
        {
            foreach (YamlEntry entry in mapping.Entries)
                next = Fill(places, next, entry.Key, entry.Value, binding);
        }
        else if (node is YamlSequence sequence)
        {
            foreach (YamlNode item in binding.Kept(sequence))
                next = Fill(places, next, null, item, binding);
        }
        places[at] = new(name, node.Offset, node is YamlScalar ? node.Offset : node.NamedOffset, next);
        return next;
    }

    private int Step(int at, ref ReadOnlySpan<char> path)
    {
        bool isList = at + 1 < places[at].End && places[at + 1].Name is null;
        if (path[0] == '[')
            return isList ? Entry(at, ref path) : UserKey(at, ref path);
        path = path.TrimStart('.');
        int end = path.IndexOfAny('.', '[');
        ReadOnlySpan<char> name = end < 0 ? path : path[..end];
        path = end < 0 ? default : path[end..];
        return Find(at, name);
    }

    // A key that the user chose, as in metadata.labels[example.com/tier], may hold dots and brackets; it is the last of its path.
    private int UserKey(int at, ref ReadOnlySpan<char> path)
    {
        ReadOnlySpan<char> key = path[1..].TrimEnd(']');
        path = default;
        return Find(at, key);
    }

    private int Find(int at, ReadOnlySpan<char> name)
    {
        for (int child = at + 1; child < places[at].End; child = places[child].End)
        {
            if (places[child].Name is string own && name.SequenceEqual(own))
                return child;
        }
        return -1;
    }

    private int Entry(int at, ref ReadOnlySpan<char> path)
    {
        int end = path.IndexOf(']');
        if (end < 0 || !int.TryParse(path[1..end], NumberStyles.None, CultureInfo.InvariantCulture, out int index))
            return -1;
        path = path[(end + 1)..];
        int child = at + 1;
        while (index-- > 0 && child < places[at].End)
            child = places[child].End;
        return child < places[at].End ? child : -1;
    }
}
