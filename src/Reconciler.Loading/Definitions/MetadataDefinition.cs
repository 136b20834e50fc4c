using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using Reconciler.Loading.Binding;

namespace Reconciler.Loading.Definitions;

/// <summary><c>metadata</c>, which every document has.</summary>
internal static class MetadataDefinition
{
    public static Field<string> Name { get; } = Field.Required(
        "name", CommonShapes.Name, "The document's name: lower-case letters, digits and '-'; unique among the documents of its kind.");

    private static readonly Field<ValueList<Label>> Labels = Field.Optional(
        "labels", new LabelsShape(), "Words by which other documents select this one.");

    public static Shape<Metadata> Shape { get; } = new MappingShape<Metadata>(
        "metadata", [Name, Labels], said => new(said.Get(Name), said.Get(Labels)));
}
