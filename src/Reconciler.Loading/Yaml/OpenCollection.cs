using System.Runtime.InteropServices;
using Reconciler.Core.Diagnostics;
using Reconciler.Loading.Files;

namespace Reconciler.Loading.Yaml;

/// <summary>A list or mapping whose end has not been read yet. Afterwards it is used again for another one.</summary>
internal sealed class OpenCollection(SourceText source, ICollection<Diagnostic> faults)
{
    /// <summary>What stands before a colon.</summary>
    /// <param name="Other">What is there instead of a name.</param>
    private readonly record struct Key(string Name, int Offset, bool IsMerge, YamlNode? Other);

    private readonly List<YamlNode> items = [];
    private readonly List<YamlEntry> entries = [];
    private KeyPositions? positions;
    private bool isMapping;
    private int offset;
    private Key? key;

    /// <summary>Begins with nothing in it.</summary>
    public void Begin(bool asMapping, int at)
    {
        (isMapping, offset) = (asMapping, at);
        (positions, key) = (null, null);
        items.Clear();
        entries.Clear();
    }

    /// <summary>What it came to.</summary>
    public YamlNode End() => isMapping
        ? new YamlMapping(source, offset, [.. entries], positions)
        : new YamlSequence(source, offset, [.. items]);

    /// <summary>Takes a text for the next key, if one is due and this is one: then it needs no value of its own.</summary>
    public bool TryName(string text, int at, bool isPlain)
    {
        if (!isMapping || key is not null || YamlScalar.SaysNothing(text, isPlain))
            return false;
        key = new(KeyNames.Of(text), at, isPlain && text == "<<", null);
        return true;
    }

    /// <summary>Adds the next list entry, value, or what stands for a key.</summary>
    public void Add(YamlNode child)
    {
        if (!isMapping)
        {
            items.Add(child);
        }
        else if (key is not Key name)
        {
            key = new("", child.Offset, false, child);
        }
        else
        {
            AddEntry(name, child);
            key = null;
        }
    }

    private void AddEntry(Key name, YamlNode value)
    {
        if (name.Other is YamlNode other)
        {
            if (other is not YamlRefused)
                faults.Add(YamlDiagnostics.KeyIsNotText(other.At, other.Description));
        }
        else if (name.IsMerge)
        {
            faults.Add(YamlDiagnostics.MergeKey(source.At(name.Offset)));
        }
        else if (KeyPositions.Find(name.Name, CollectionsMarshal.AsSpan(entries), positions) is int first and >= 0)
        {
            faults.Add(YamlDiagnostics.DuplicateKey(source.At(name.Offset), name.Name, entries[first].Value.NamedAt));
        }
        else
        {
            value.NameBy(name.Offset);
            KeyPositions.Add(new(name.Name, value), entries, ref positions);
        }
    }
}
