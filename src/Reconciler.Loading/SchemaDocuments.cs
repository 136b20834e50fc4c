using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Reconciler.Core.Values;
using Reconciler.Loading.Definitions;

namespace Reconciler.Loading;

/// <summary>
/// The form of documents as JSON Schema (draft 2020-12), written from the definitions that also read the documents.
/// </summary>
public static class SchemaDocuments
{
    private const string Draft = "https://json-schema.org/draft/2020-12/schema";

    // Only for files of its own, never within HTML: apostrophes and angle brackets stay readable.
    private static readonly JsonWriterOptions Style =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The kinds that there are, as in <c>kind: Network</c>.</summary>
    public static ValueList<string> Kinds => DocumentDefinitions.Kinds;

    /// <summary>The schema of any document: its kind says which part applies.</summary>
    public static string All() => Write(json =>
    {
        json.WriteString("title", "Reconciler");
        json.WriteString("type", "object");
        WriteKinds(json);
        json.WriteStartArray("allOf");
        foreach (string kind in Kinds)
            WriteChoice(json, kind);
        json.WriteEndArray();
        json.WriteStartObject("$defs");
        foreach (string kind in Kinds)
        {
            json.WriteStartObject(kind);
            DocumentDefinitions.Find(kind)!.Describe(json);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    });

    /// <summary>The schema of one kind of document, or <c>null</c> when there is no such kind.</summary>
    public static string? Of(string kind) =>
        DocumentDefinitions.Find(kind) is DocumentDefinition definition ? Write(definition.Describe) : null;

    private static string Write(Action<Utf8JsonWriter> members)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Style))
        {
            json.WriteStartObject();
            json.WriteString("$schema", Draft);
            members(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void WriteKinds(Utf8JsonWriter json)
    {
        json.WriteStartObject("properties");
        json.WriteStartObject(DocumentDefinition.KindField);
        json.WriteStartArray("enum");
        foreach (string kind in Kinds)
            json.WriteStringValue(kind);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("required");
        json.WriteStringValue(DocumentDefinition.KindField);
        json.WriteEndArray();
    }

    private static void WriteChoice(Utf8JsonWriter json, string kind)
    {
        json.WriteStartObject();
        json.WriteStartObject("if");
        json.WriteStartObject("properties");
        json.WriteStartObject(DocumentDefinition.KindField);
        json.WriteString("const", kind);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("then");
        json.WriteString("$ref", $"#/$defs/{kind}");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
