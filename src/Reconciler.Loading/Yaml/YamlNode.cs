using Reconciler.Core.Documents;
using Reconciler.Loading.Files;

namespace Reconciler.Loading.Yaml;

/// <summary>A value of a YAML document, and where it stands.</summary>
/// <param name="source">The text that it is in.</param>
/// <param name="offset">Where the value begins.</param>
internal abstract class YamlNode(SourceText source, int offset)
{
    private YamlScalar? key;

    /// <summary>Where the value begins in its text.</summary>
    public int Offset { get; } = offset;

    /// <summary>Where the value begins.</summary>
    public SourceLocation At => source.At(Offset);

    /// <summary>Where the value is named: its key; the value itself in a list and at the top of a document.</summary>
    public SourceLocation NamedAt => source.At(NamedOffset);

    /// <summary>Where the value is named in its text.</summary>
    public int NamedOffset => key?.Offset ?? Offset;

    /// <summary>What it is, for messages: 'a list'.</summary>
    public abstract string Description { get; }

    /// <summary>Remembers the key that leads to this value.</summary>
    public void NameBy(YamlScalar name) => key = name;
}

/// <summary>A text, a number, true, false or nothing.</summary>
/// <param name="isPlain">Without quotes, so that it can be more than a text.</param>
internal sealed class YamlScalar(SourceText source, int offset, string text, bool isPlain) : YamlNode(source, offset)
{
    public string Text { get; } = text;

    public bool IsPlain { get; } = isPlain;

    /// <summary>Whether it says nothing: <c>key:</c>, <c>key: null</c> or <c>key: ~</c>.</summary>
    public bool IsNull => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";

    public override string Description => IsNull ? "nothing" : IsPlain ? $"'{Excerpt}'" : $"the text \"{Excerpt}\"";

    private string Excerpt
    {
        get
        {
            string line = Text.ReplaceLineEndings(" ");
            return line.Length <= 60 ? line : string.Concat(line.AsSpan(0, 57), "...");
        }
    }
}

/// <summary>A list.</summary>
internal sealed class YamlSequence(SourceText source, int offset) : YamlNode(source, offset)
{
    private readonly List<YamlNode> items = [];

    public IReadOnlyList<YamlNode> Items => items;

    public override string Description => "a list";

    public void Add(YamlNode item) => items.Add(item);
}

/// <summary>One <c>key: value</c> of a mapping.</summary>
internal readonly record struct YamlEntry(YamlScalar Key, YamlNode Value);

/// <summary>Keys and values; each key once.</summary>
internal sealed class YamlMapping(SourceText source, int offset) : YamlNode(source, offset)
{
    // Up to so many, to look at each costs less than a table of them.
    private const int FewKeys = 16;

    private readonly List<YamlEntry> entries = [];
    private Dictionary<string, int>? positions;

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<YamlEntry> Entries => entries;

    public override string Description => "a mapping";

    /// <summary>Adds an entry; a key that is there already keeps its first value, which is returned.</summary>
    public YamlEntry? Add(YamlEntry entry)
    {
        int position = PositionOf(entry.Key.Text);
        if (position >= 0)
            return entries[position];
        entry.Value.NameBy(entry.Key);
        positions?.Add(entry.Key.Text, entries.Count);
        entries.Add(entry);
        if (entries.Count == FewKeys)
            positions = entries.Select((e, i) => (e.Key.Text, i)).ToDictionary();
        return null;
    }

    public YamlNode? Find(string key) => PositionOf(key) is int position and >= 0 ? entries[position].Value : null;

    private int PositionOf(string key)
    {
        if (positions is not null)
            return positions.TryGetValue(key, out int position) ? position : -1;
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i].Key.Text == key)
                return i;
        }
        return -1;
    }
}

/// <summary>Something that was reported as a fault already; whoever reads it fails silently.</summary>
internal sealed class YamlRefused(SourceText source, int offset) : YamlNode(source, offset)
{
    public override string Description => "a refused value";
}
