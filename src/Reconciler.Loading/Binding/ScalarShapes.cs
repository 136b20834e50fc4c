using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Reconciler.Loading.Yaml;

namespace Reconciler.Loading.Binding;

/// <summary>Any text; what looks like a number or a boolean is a text, too, where a text is wanted.</summary>
/// <param name="expected">For messages: 'a name'.</param>
/// <param name="pattern">A regular expression for editors; the rules of the document check the value itself.</param>
internal sealed class TextShape(string expected, string? pattern = null, int? maxLength = null) : Shape<string>
{
    public override bool TryRead(YamlNode node, DocumentBinding binding, [MaybeNullWhen(false)] out string value)
    {
        value = (node as YamlScalar)?.Text;
        if (value is not null && node is YamlScalar { IsNull: false })
            return true;
        binding.ReportType(node, expected);
        return false;
    }

    public override void Describe(Utf8JsonWriter json)
    {
        // Editors take 123 for a number and true for a boolean where this program reads a text.
        json.WriteStartArray("type");
        json.WriteStringValue("string");
        json.WriteStringValue("number");
        json.WriteStringValue("boolean");
        json.WriteEndArray();
        if (pattern is not null)
            json.WriteString("pattern", pattern);
        if (maxLength is int length)
            json.WriteNumber("maxLength", length);
    }
}

/// <summary>A whole number in plain decimal.</summary>
internal sealed class NumberShape(int minimum, int maximum) : Shape<int>
{
    private const string Expected = "a whole number";

    public override bool TryRead(YamlNode node, DocumentBinding binding, out int value)
    {
        value = 0;
        if (node is not YamlScalar { IsNull: false } scalar)
        {
            binding.ReportType(node, Expected);
            return false;
        }
        if (!DecimalNumber.IsWritten(scalar.Text))
        {
            binding.ReportType(node, Expected, "write plain decimal digits, without leading zeros");
            return false;
        }
        if (!scalar.IsPlain)
        {
            binding.ReportType(node, Expected, $"remove the quotes: {scalar.Text}");
            return false;
        }
        bool fits = int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
        if (fits && value >= minimum && value <= maximum)
            return true;
        binding.Report(StructureDiagnostics.OutOfRange(node.At, scalar.Text, minimum, maximum));
        return false;
    }

    public override void Describe(Utf8JsonWriter json)
    {
        json.WriteString("type", "integer");
        json.WriteNumber("minimum", minimum);
        json.WriteNumber("maximum", maximum);
    }
}

/// <summary>true or false, and none of YAML 1.1's other words for them.</summary>
internal sealed class BooleanShape : Shape<bool>
{
    private static readonly Dictionary<string, bool> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["true"] = true,
        ["yes"] = true,
        ["on"] = true,
        ["1"] = true,
        ["false"] = false,
        ["no"] = false,
        ["off"] = false,
        ["0"] = false,
    };

    public override bool TryRead(YamlNode node, DocumentBinding binding, out bool value)
    {
        YamlScalar? scalar = node as YamlScalar;
        value = scalar is { IsPlain: true, Text: "true" };
        if (value || scalar is { IsPlain: true, Text: "false" })
            return true;
        bool known = Words.TryGetValue(scalar?.Text ?? "", out bool meant);
        binding.ReportType(node, "true or false", known ? $"write {(meant ? "true" : "false")}" : null);
        return false;
    }

    public override void Describe(Utf8JsonWriter json) => json.WriteString("type", "boolean");
}

/// <summary>true, where its presence alone has a meaning and there is nothing else to say.</summary>
internal sealed class TrueShape : Shape<bool>
{
    private static readonly BooleanShape Boolean = new();

    public override bool TryRead(YamlNode node, DocumentBinding binding, out bool value)
    {
        if (!Boolean.TryRead(node, binding, out value))
            return false;
        if (!value)
            binding.Report(StructureDiagnostics.UnknownChoice((YamlScalar)node, ["true"]));
        return value;
    }

    public override void Describe(Utf8JsonWriter json) => json.WriteBoolean("const", true);
}
