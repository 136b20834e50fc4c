using Reconciler.Core.Diagnostics;
using Reconciler.Loading.Yaml;

namespace Reconciler.Loading.Binding;

/// <summary>The faults of one document after another, while its tree is read into records.</summary>
internal sealed class DocumentBinding(ICollection<Diagnostic> faults)
{
    private Dictionary<YamlSequence, YamlNode[]>? kept;

    /// <summary>The faults, and those of what was read before.</summary>
    public ICollection<Diagnostic> Faults => faults;

    /// <summary>What was read of the mappings that are being read.</summary>
    public FieldValues.Stack Values { get; } = new();

    /// <summary>Whether something could not be read.</summary>
    public bool Failed { get; private set; }

    /// <summary>Turns to the next document.</summary>
    public void Begin()
    {
        Failed = false;
        kept = null;
    }

    public void Report(Diagnostic fault)
    {
        Failed = true;
        faults.Add(fault);
    }

    /// <summary>Reports that a value has another type than it should; a refused value was reported before.</summary>
    public void ReportType(YamlNode found, string expected, string? hint = null)
    {
        Failed = true;
        if (found is not YamlRefused)
            faults.Add(StructureDiagnostics.WrongType(found, expected, hint));
    }

    /// <summary>Remembers which entries of a list made it into the record's list.</summary>
    public void Keep(YamlSequence sequence, YamlNode[] entries) => (kept ??= [])[sequence] = entries;

    /// <summary>The entries of a list that made it into the record's list.</summary>
    public ReadOnlySpan<YamlNode> Kept(YamlSequence sequence) =>
        kept?.TryGetValue(sequence, out YamlNode[]? entries) == true ? entries : sequence.Items;
}
