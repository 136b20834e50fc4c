using Reconciler.Core.Documents;
using Reconciler.Loading.Files;

namespace Reconciler.Loading.Yaml;

/// <summary>A value of a YAML document, and where it stands.</summary>
/// <param name="source">The text that it is in.</param>
/// <param name="offset">Where the value begins.</param>
internal abstract class YamlNode(SourceText source, int offset)
{
    /// <summary>Where the value begins in its text.</summary>
    public int Offset { get; } = offset;

    /// <summary>Where the value is named in its text: at its key; the value itself in a list and at the top of a document.</summary>
    public int NamedOffset { get; private set; } = offset;

    /// <summary>Where the value begins.</summary>
    public SourceLocation At => source.At(Offset);

    /// <summary>Where the value is named.</summary>
    public SourceLocation NamedAt => source.At(NamedOffset);

    /// <summary>What it is, for messages: 'a list'.</summary>
    public abstract string Description { get; }

    /// <summary>Remembers where the key stands that leads to this value.</summary>
    public void NameBy(int key) => NamedOffset = key;
}

/// <summary>A text, a number, true, false or nothing.</summary>
/// <param name="isPlain">Without quotes, so that it can be more than a text.</param>
internal sealed class YamlScalar(SourceText source, int offset, string text, bool isPlain) : YamlNode(source, offset)
{
    public string Text { get; } = text;

    public bool IsPlain { get; } = isPlain;

    /// <summary>Whether it says nothing: <c>key:</c>, <c>key: null</c> or <c>key: ~</c>.</summary>
    public bool IsNull => SaysNothing(Text, IsPlain);

    public override string Description => IsNull ? "nothing" : IsPlain ? $"'{Excerpt}'" : $"the text \"{Excerpt}\"";

    /// <inheritdoc cref="IsNull"/>
    public static bool SaysNothing(string text, bool isPlain) => isPlain && text is "" or "~" or "null" or "Null" or "NULL";

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
internal sealed class YamlSequence(SourceText source, int offset, YamlNode[] items) : YamlNode(source, offset)
{
    public ReadOnlySpan<YamlNode> Items => items;

    public override string Description => "a list";
}

/// <summary>One <c>key: value</c> of a mapping; where the key stands, the value is named.</summary>
internal readonly record struct YamlEntry(string Key, YamlNode Value);

/// <summary>Keys and values; each key once.</summary>
/// <param name="entries">In the order of the file.</param>
internal sealed class YamlMapping(SourceText source, int offset, YamlEntry[] entries, KeyPositions? positions) : YamlNode(source, offset)
{
    /// <summary>In the order of the file.</summary>
    public ReadOnlySpan<YamlEntry> Entries => entries;

    public override string Description => "a mapping";

    public YamlNode? Find(string key) => KeyPositions.Find(key, entries, positions) is int position and >= 0 ? entries[position].Value : null;
}

/// <summary>Something that was reported as a fault already; whoever reads it fails silently.</summary>
internal sealed class YamlRefused(SourceText source, int offset) : YamlNode(source, offset)
{
    public override string Description => "a refused value";
}
