using Reconciler.Core.Documents;

namespace Reconciler.Loading.Yaml;

/// <summary>A value of a YAML document, and where it stands.</summary>
/// <param name="at">Where the value begins.</param>
internal abstract class YamlNode(SourceLocation at)
{
    public SourceLocation At { get; } = at;

    /// <summary>Where the value is named: its key; the value itself in a list and at the top of a document.</summary>
    public SourceLocation NamedAt { get; private set; } = at;

    /// <summary>What it is, for messages: 'a list'.</summary>
    public abstract string Description { get; }

    /// <summary>Remembers the key that leads to this value.</summary>
    public void NameBy(YamlScalar key) => NamedAt = key.At;
}

/// <summary>A text, a number, true, false or nothing.</summary>
/// <param name="isPlain">Without quotes, so that it can be more than a text.</param>
internal sealed class YamlScalar(SourceLocation at, string text, bool isPlain) : YamlNode(at)
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
internal sealed class YamlSequence(SourceLocation at) : YamlNode(at)
{
    private readonly List<YamlNode> items = [];

    public IReadOnlyList<YamlNode> Items => items;

    public override string Description => "a list";

    public void Add(YamlNode item) => items.Add(item);
}

/// <summary>One <c>key: value</c> of a mapping.</summary>
internal readonly record struct YamlEntry(YamlScalar Key, YamlNode Value);

/// <summary>Keys and values; each key once.</summary>
internal sealed class YamlMapping(SourceLocation at) : YamlNode(at)
{
    private readonly List<YamlEntry> entries = [];
    private readonly Dictionary<string, int> positions = [];

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<YamlEntry> Entries => entries;

    public override string Description => "a mapping";

    /// <summary>Adds an entry; a key that is there already keeps its first value, which is returned.</summary>
    public YamlEntry? Add(YamlEntry entry)
    {
        if (!positions.TryAdd(entry.Key.Text, entries.Count))
            return entries[positions[entry.Key.Text]];
        entry.Value.NameBy(entry.Key);
        entries.Add(entry);
        return null;
    }

    public YamlNode? Find(string key) => positions.TryGetValue(key, out int position) ? entries[position].Value : null;
}

/// <summary>Something that was reported as a fault already; whoever reads it fails silently.</summary>
internal sealed class YamlRefused(SourceLocation at) : YamlNode(at)
{
    public override string Description => "a refused value";
}
