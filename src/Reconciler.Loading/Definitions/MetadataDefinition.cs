using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using Reconciler.Loading.Binding;

namespace Reconciler.Loading.Definitions;

/// <summary><c>metadata</c>, which every document has.</summary>
internal static class MetadataDefinition
{
    public static Field<string> Name { get; } = Field.Required(
        "name", CommonShapes.Name, "The document's name: lower-case letters, digits and '-'; unique among the documents of its kind.");

    /// <summary>Labels as they stand in the file.</summary>
    public static Shape<ValueList<KeyValuePair<string, string>>> LabelsShape { get; } =
        new NamedValuesShape<string>("a mapping of labels", new TextShape("a text"), "write it as in {app: web}");

    private static readonly Field<ValueList<KeyValuePair<string, string>>> Labels = Field.Optional(
        "labels", LabelsShape, "Words by which other documents select this one.");

    public static Shape<Metadata> Shape { get; } = new MappingShape<Metadata>(
        "metadata", [Name, Labels], said => new(said.Get(Name), Sorted(said.Get(Labels))));

    /// <summary>Labels by their keys.</summary>
    public static ValueList<Label> Sorted(ValueList<KeyValuePair<string, string>> labels) => labels.Count == 0
        ? []
        : labels.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => new Label(l.Key, l.Value)).ToValueList();
}
