using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Reconciler.Core.Values;
using Reconciler.Loading.Yaml;

namespace Reconciler.Loading.Binding;

/// <summary>A mapping with known fields.</summary>
/// <param name="expected">For messages: 'a subnet'.</param>
/// <param name="make">Makes the record; called when all required fields could be read; <c>null</c> when the others do not suffice.</param>
internal sealed class MappingShape<T>(string expected, ValueList<Field> fields, Func<FieldValues, T?> make) : Shape<T>
    where T : notnull
{
    private readonly Field[] fields = [.. fields];
    private readonly string[] names = [.. fields.Select(f => f.Name)];

    /// <summary>Names of fields of which exactly one must be said.</summary>
    public ValueList<string> ExactlyOneOf { get; init; } = [];

    /// <summary>Those of <see cref="ExactlyOneOf"/> that count as one and may be said together.</summary>
    public ValueList<string> Together { get; init; } = [];

    /// <summary>A field that means something only together with another one.</summary>
    public (string Field, string Needed)? Dependent { get; init; }

    public override bool TryRead(YamlNode node, DocumentBinding binding, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node is not YamlMapping mapping)
        {
            binding.ReportType(node, $"{expected} with the fields {string.Join(", ", names)}");
            return false;
        }
        if (TryReadFields(mapping, binding, out FieldValues values))
            value = make(values);
        values.Forget();
        return value is not null;
    }

    /// <summary>Reads the fields; false says that a required one is missing or at fault.</summary>
    /// <param name="values">To be forgotten afterwards.</param>
    public bool TryReadFields(YamlMapping mapping, DocumentBinding binding, out FieldValues values)
    {
        List<string>? mistyped = ReportUnknown(mapping, binding);
        values = binding.Values.Begin(fields);
        bool usable = true;
        for (int i = 0; i < fields.Length; i++)
            usable &= mistyped?.Contains(fields[i].Name) == true ? IsDispensable(fields[i]) : Read(i, mapping, values, binding);
        usable &= CheckExactlyOne(mapping, binding);
        CheckDependent(mapping, binding);
        return usable;
    }

    public override void Describe(Utf8JsonWriter json)
    {
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (Field field in fields)
            field.Describe(json);
        json.WriteEndObject();
        WriteNames(json, "required", fields.Where(f => f.IsRequired).Select(f => f.Name));
        json.WriteBoolean("additionalProperties", false);
        if (ExactlyOneOf.Count > 0)
            DescribeExactlyOne(json);
        if (Dependent is (string dependent, string needed))
            DescribeDependent(json, dependent, needed);
    }

    private bool Read(int position, YamlMapping mapping, FieldValues values, DocumentBinding binding)
    {
        Field field = fields[position];
        YamlNode? node = mapping.Find(field.Name);
        if (node is null or YamlScalar { IsNull: true })
        {
            if (field.IsRequired)
                binding.Report(StructureDiagnostics.MissingField(node?.NamedAt ?? mapping.NamedAt, field.Name, field.Description));
            return IsDispensable(field);
        }
        if (field.Shape.ReadObject(node, binding) is not object value)
            return IsDispensable(field);
        values.Set(position, value);
        return true;
    }

    private static bool IsDispensable(Field field) => !field.IsRequired || field.HasStandIn;

    /// <returns>The fields that are not there and were probably meant: they are not reported as missing, too. <c>null</c>: none.</returns>
    private List<string>? ReportUnknown(YamlMapping mapping, DocumentBinding binding)
    {
        List<string>? mistyped = null;
        foreach (YamlEntry entry in mapping.Entries)
        {
            if (names.Contains(entry.Key))
                continue;
            binding.Report(StructureDiagnostics.UnknownField(entry.Value.NamedAt, entry.Key, names));
            if (NearestName.Find(entry.Key, names) is string meant && mapping.Find(meant) is null)
                (mistyped ??= []).Add(meant);
        }
        return mistyped;
    }

    private bool CheckExactlyOne(YamlMapping mapping, DocumentBinding binding)
    {
        int said = 0;
        bool areTogether = true;
        foreach (string name in ExactlyOneOf)
        {
            if (!IsSaid(mapping, name))
                continue;
            said++;
            areTogether &= Together.Count > 0 && Together.Contains(name);
        }
        if (ExactlyOneOf.Count == 0 || said == 1 || said > 1 && areTogether)
            return true;
        binding.Report(StructureDiagnostics.NotExactlyOne(mapping.NamedAt, SaidOf(mapping), ExactlyOneOf));
        return false;
    }

    private string[] SaidOf(YamlMapping mapping) => [.. ExactlyOneOf.Where(name => IsSaid(mapping, name))];

    private void CheckDependent(YamlMapping mapping, DocumentBinding binding)
    {
        if (Dependent is (string field, string needed) && IsSaid(mapping, field) && !IsSaid(mapping, needed))
            binding.Report(StructureDiagnostics.FieldNeeds(mapping.Find(field)!.NamedAt, field, needed));
    }

    private static bool IsSaid(YamlMapping mapping, string name) => mapping.Find(name) is not (null or YamlScalar { IsNull: true });

    private void DescribeExactlyOne(Utf8JsonWriter json)
    {
        bool allTogether = ExactlyOneOf.All(Together.Contains);
        if (!allTogether)
        {
            json.WriteStartArray("oneOf");
            WriteAlternatives(json, ExactlyOneOf.Where(name => !Together.Contains(name)));
        }
        if (Together.Count > 0)
        {
            if (!allTogether)
                json.WriteStartObject();
            json.WriteStartArray("anyOf");
            WriteAlternatives(json, Together);
            json.WriteEndArray();
            if (!allTogether)
                json.WriteEndObject();
        }
        if (!allTogether)
            json.WriteEndArray();
    }

    private static void WriteAlternatives(Utf8JsonWriter json, IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            json.WriteStartObject();
            WriteNames(json, "required", [name]);
            json.WriteEndObject();
        }
    }

    private static void DescribeDependent(Utf8JsonWriter json, string field, string needed)
    {
        json.WriteStartObject("dependentRequired");
        WriteNames(json, field, [needed]);
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string member, IEnumerable<string> values)
    {
        string[] all = [.. values];
        if (all.Length == 0)
            return;
        json.WriteStartArray(member);
        foreach (string value in all)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
