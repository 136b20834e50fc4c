using System.Text.Json;
using Reconciler.Core.Documents;
using Reconciler.Loading.Binding;
using Reconciler.Loading.Yaml;

namespace Reconciler.Loading.Definitions;

/// <summary>A port, as a number, or a range <c>first-last</c>.</summary>
internal sealed class PortRangeShape : Shape<PortRange>
{
    private const string Expected = "a port from 1 to 65535, or a range";
    private const string Example = "8080 or 8000-8010";

    public override bool TryRead(YamlNode node, DocumentBinding binding, out PortRange value)
    {
        value = default;
        if (node is not YamlScalar { IsNull: false } scalar)
            binding.ReportType(node, Expected, $"write it as in {Example}");
        else if (PortSyntax.TryParseRange(scalar.Text, out value))
            return true;
        else
            binding.Report(StructureDiagnostics.Malformed(scalar, Expected, Example));
        return false;
    }

    public override void Describe(Utf8JsonWriter json)
    {
        json.WriteStartArray("anyOf");
        json.WriteStartObject();
        json.WriteString("type", "integer");
        json.WriteNumber("minimum", 1);
        json.WriteNumber("maximum", ushort.MaxValue);
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("type", "string");
        json.WriteString("pattern", "^[0-9]+(-[0-9]+)?$");
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
