using Reconciler.Core.Diagnostics;

namespace Reconciler.Loading.Yaml;

/// <summary>A list or mapping whose end has not been read yet.</summary>
internal sealed class OpenCollection(YamlNode node)
{
    private YamlNode? key;

    public YamlNode Node { get; } = node;

    /// <summary>Adds the next list entry, key or value.</summary>
    public void Add(YamlNode child, ICollection<Diagnostic> faults)
    {
        if (Node is YamlSequence sequence)
        {
            sequence.Add(child);
        }
        else if (key is null)
        {
            key = child;
        }
        else
        {
            AddEntry((YamlMapping)Node, key, child, faults);
            key = null;
        }
    }

    private static void AddEntry(YamlMapping mapping, YamlNode key, YamlNode value, ICollection<Diagnostic> faults)
    {
        if (key is not YamlScalar { IsNull: false } name)
        {
            if (key is not YamlRefused)
                faults.Add(YamlDiagnostics.KeyIsNotText(key.At, key.Description));
        }
        else if (name is { Text: "<<", IsPlain: true })
        {
            faults.Add(YamlDiagnostics.MergeKey(name.At));
        }
        else if (mapping.Add(new(name, value)) is YamlEntry first)
        {
            faults.Add(YamlDiagnostics.DuplicateKey(name.At, name.Text, first.Key.At));
        }
    }
}
