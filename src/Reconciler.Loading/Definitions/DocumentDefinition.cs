using System.Text.Json;
using Reconciler.Core.Documents;
using Reconciler.Loading.Binding;
using Reconciler.Loading.Files;
using Reconciler.Loading.Rules;
using Reconciler.Loading.Yaml;

namespace Reconciler.Loading.Definitions;

/// <summary>A kind of document: what it looks like, what it must fulfil, and where it goes.</summary>
internal abstract class DocumentDefinition(string kind, string description)
{
    public const string ApiVersion = "reconciler/v1";

    /// <summary>The field that says which definition a document follows.</summary>
    public const string KindField = "kind";

    /// <summary>As in <c>kind: Network</c>.</summary>
    public string Kind { get; } = kind;

    /// <summary>One sentence, for editors.</summary>
    public string Description { get; } = description;

    /// <summary>Reads a document of this kind and applies the rules that need no other document.</summary>
    public abstract DocumentIdentity Read(YamlMapping root, SourceText source, bool isWhole, DocumentBinding binding);

    /// <summary>Writes the members of the kind's JSON Schema.</summary>
    public abstract void Describe(Utf8JsonWriter json);
}

/// <summary>A kind of document whose <c>spec</c> becomes a <typeparamref name="TSpec"/>.</summary>
internal sealed class DocumentDefinition<TSpec> : DocumentDefinition
    where TSpec : class
{
    private static readonly Field<Metadata> Metadata = Field.Required(
        "metadata", MetadataDefinition.Shape, "The document's name and labels.");

    private readonly Field<TSpec> spec;
    private readonly MappingShape<Document<TSpec>> shape;
    private readonly SpecRules<TSpec> rules;

    public DocumentDefinition(string kind, string description, Shape<TSpec> spec, SpecRules<TSpec> rules)
        : base(kind, description)
    {
        this.spec = Field.Required("spec", spec, "What is wanted.");
        this.rules = rules;
        Field<string> version = Fixed("apiVersion", ApiVersion, "The version of this form.");
        Field<string> kindField = Fixed(KindField, kind, "What the document describes.");
        shape = new("a document", [version, kindField, Metadata, this.spec], _ => null);
    }

    public override DocumentIdentity Read(YamlMapping root, SourceText source, bool isWhole, DocumentBinding binding)
    {
        shape.TryReadFields(root, binding, out FieldValues said);
        NodeMap places = NodeMap.Of(root, source, binding);
        Metadata? metadata = said.Get(Metadata);
        TSpec? wanted = said.Get(spec);
        said.Forget();
        isWhole &= !binding.Failed;
        bool sound = isWhole & RuleCheck.Apply(rules, new(metadata, wanted), places, binding.Faults);
        return metadata is not null && wanted is not null
            ? new LoadedDocument<TSpec>(new(new(Kind, metadata.Name), metadata, wanted, places), isWhole, sound)
            : new DocumentIdentity(Kind, metadata?.Name, places);
    }

    public override void Describe(Utf8JsonWriter json)
    {
        json.WriteString("title", Kind);
        json.WriteString("description", Description);
        shape.Describe(json);
    }

    private static Field<string> Fixed(string name, string word, string meaning) =>
        Field.Required(name, new ChoiceShape<string>((word, word)), meaning);
}
