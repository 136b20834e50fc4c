using System.Globalization;
using Reconciler.Core.Documents;
using Reconciler.Loading.Yaml;

namespace Reconciler.Loading.Binding;

/// <summary>
/// Places of a document's values, by their paths as the records count them: entries of a list that could not be read do not count.
/// </summary>
internal sealed class NodeMap(YamlNode root, DocumentBinding binding) : SourceMap
{
    public override SourceLocation Locate(string path)
    {
        YamlNode node = root;
        for (ReadOnlySpan<char> rest = path; rest.Length > 0;)
        {
            if (Step(node, ref rest) is not YamlNode child)
                return node is YamlScalar ? node.At : node.NamedAt;
            node = child;
        }
        return node.At;
    }

    private YamlNode? Step(YamlNode node, ref ReadOnlySpan<char> path)
    {
        if (path[0] == '[' && node is YamlSequence sequence)
            return Entry(sequence, ref path);
        if (node is not YamlMapping mapping)
            return null;
        if (path[0] == '[')
            return UserKey(mapping, ref path);
        path = path.TrimStart('.');
        int end = path.IndexOfAny('.', '[');
        string name = (end < 0 ? path : path[..end]).ToString();
        path = end < 0 ? default : path[end..];
        return mapping.Find(name);
    }

    // A key that the user chose, as in metadata.labels[example.com/tier], may hold dots and brackets; it is the last of its path.
    private static YamlNode? UserKey(YamlMapping mapping, ref ReadOnlySpan<char> path)
    {
        string key = path[1..].TrimEnd(']').ToString();
        path = default;
        return mapping.Find(key);
    }

    private YamlNode? Entry(YamlSequence sequence, ref ReadOnlySpan<char> path)
    {
        int end = path.IndexOf(']');
        if (end < 0 || !int.TryParse(path[1..end], NumberStyles.None, CultureInfo.InvariantCulture, out int index))
            return null;
        path = path[(end + 1)..];
        IReadOnlyList<YamlNode> entries = binding.Kept(sequence);
        return index < entries.Count ? entries[index] : null;
    }
}
