using Reconciler.Loading.Binding;
using Reconciler.Loading.Files;
using Reconciler.Loading.Yaml;

namespace Reconciler.Loading.Definitions;

/// <summary>Reads documents by the definition that their <c>kind</c> names.</summary>
internal static class DocumentReader
{
    private const string NameField = "name";
    private const string MetadataField = "metadata";

    private static string Kinds => string.Join(" or ", DocumentDefinitions.Kinds);

    /// <param name="source">The text that the document is in.</param>
    /// <returns><c>null</c>: nobody knows which document it is meant to be.</returns>
    public static DocumentIdentity? Read(YamlDocument document, SourceText source, DocumentBinding binding)
    {
        binding.Begin();
        if (document.Root is not YamlMapping root)
        {
            binding.ReportType(document.Root, "a document with apiVersion, kind, metadata and spec");
            return null;
        }
        return KindOf(root, binding) is DocumentDefinition definition
            ? definition.Read(root, source, document.IsWhole, binding)
            : new(null, NameOf(root), NodeMap.Of(root, source, binding));
    }

    private static DocumentDefinition? KindOf(YamlMapping root, DocumentBinding binding)
    {
        YamlNode? kind = root.Find(DocumentDefinition.KindField);
        if (kind is null or YamlScalar { IsNull: true })
            binding.Report(StructureDiagnostics.MissingField(kind?.NamedAt ?? root.NamedAt, DocumentDefinition.KindField, Kinds));
        else if (kind is not YamlScalar scalar)
            binding.ReportType(kind, Kinds);
        else if (DocumentDefinitions.Find(scalar.Text) is DocumentDefinition definition)
            return definition;
        else
            binding.Report(StructureDiagnostics.UnknownKind(scalar, DocumentDefinitions.Kinds));
        return null;
    }

    private static string? NameOf(YamlMapping root) =>
        ((root.Find(MetadataField) as YamlMapping)?.Find(NameField) as YamlScalar)?.Text;
}
