using Reconciler.Core.Diagnostics;
using Reconciler.Loading.Binding;
using Reconciler.Loading.Yaml;

namespace Reconciler.Loading.Definitions;

/// <summary>Reads documents by the definition that their <c>kind</c> names.</summary>
internal sealed class DocumentReader(LoadedDocuments loaded, ICollection<Diagnostic> faults)
{
    private const string NameField = "name";
    private const string MetadataField = "metadata";

    public void Read(YamlDocument document)
    {
        DocumentBinding binding = new(faults);
        if (document.Root is not YamlMapping root)
        {
            binding.ReportType(document.Root, "a document with apiVersion, kind, metadata and spec");
            loaded.AddUnread();
        }
        else if (KindOf(root, binding) is DocumentDefinition definition)
        {
            definition.Read(root, document.IsWhole, loaded, faults);
        }
        else
        {
            loaded.Add(new(null, NameOf(root), new NodeMap(root, binding)));
        }
    }

    private static DocumentDefinition? KindOf(YamlMapping root, DocumentBinding binding)
    {
        YamlNode? kind = root.Find(DocumentDefinition.KindField);
        string kinds = string.Join(" or ", DocumentDefinitions.Kinds);
        if (kind is null or YamlScalar { IsNull: true })
            binding.Report(StructureDiagnostics.MissingField(kind?.NamedAt ?? root.NamedAt, DocumentDefinition.KindField, kinds));
        else if (kind is not YamlScalar scalar)
            binding.ReportType(kind, kinds);
        else if (DocumentDefinitions.Find(scalar.Text) is DocumentDefinition definition)
            return definition;
        else
            binding.Report(StructureDiagnostics.UnknownKind(scalar, DocumentDefinitions.Kinds));
        return null;
    }

    private static string? NameOf(YamlMapping root) =>
        ((root.Find(MetadataField) as YamlMapping)?.Find(NameField) as YamlScalar)?.Text;
}
