using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;

namespace Reconciler.Loading.Rules;

/// <summary>Names and labels.</summary>
internal static class MetadataRules
{
    public static void Check(Metadata metadata, RuleFaults faults)
    {
        if (!NameSyntax.IsDocumentName(metadata.Name))
            faults.Add(nameof(Metadata.Name), MetadataDiagnostics.Name(metadata.Name));
        foreach (Label label in metadata.Labels)
        {
            if (!NameSyntax.IsLabelKey(label.Key))
                faults.Add($"Labels[{label.Key}]", MetadataDiagnostics.LabelKey(label.Key));
            if (!NameSyntax.IsLabelValue(label.Value))
                faults.Add($"Labels[{label.Key}]", MetadataDiagnostics.LabelValue(label.Value));
        }
    }
}

/// <summary>RC1201 and RC1202: names and labels.</summary>
internal static class MetadataDiagnostics
{
    public static Diagnostic Name(string name) => Diagnostic.Error(
        "RC1201", null, $"'{name}' cannot be a name",
        "a name has at most 63 lower-case letters, digits and '-', and begins and ends with a letter or digit");

    public static Diagnostic LabelKey(string key) => Label($"'{key}' cannot be the key of a label");

    public static Diagnostic LabelValue(string value) => Label($"'{value}' cannot be the value of a label");

    private static Diagnostic Label(string message) => Diagnostic.Error(
        "RC1202", null, message,
        "a label has at most 63 letters, digits, '-', '_' and '.', and begins and ends with a letter or digit; "
        + "a key may begin with 'example.com/'");
}
