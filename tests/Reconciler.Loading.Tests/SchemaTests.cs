using System.Text.Json.Nodes;
using Reconciler.Loading.Files;
using Reconciler.Loading.Tests.Binding;
using Reconciler.Loading.Tests.Rules;
using Reconciler.Loading.Tests.Schemas;
using Reconciler.Loading.Yaml;

namespace Reconciler.Loading.Tests;

/// <summary>The JSON Schema says the same as the loader, as far as a schema can.</summary>
public class SchemaTests
{
    private static readonly SchemaValidator Any = new(JsonNode.Parse(SchemaDocuments.All())!);

    // What a schema cannot tell: how a number or a boolean is written, and the values of numbers within a text.
    private static readonly string[] Coarse = ["§01500", "§0x5dc", "§1.5e3", "§+1500", "§TRUE", "0.0/33", "§010.20"];

    public static TheoryData<string> Kinds => [.. SchemaDocuments.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_committed_schema_of_a_kind_is_the_generated_one(string kind) =>
        Golden.AssertFile(Repository.Path($"schemas/{kind}.schema.json"), SchemaDocuments.Of(kind)!);

    [Fact]
    public void The_committed_schema_of_all_kinds_is_the_generated_one() =>
        Golden.AssertFile(Repository.Path("schemas/reconciler.schema.json"), SchemaDocuments.All());

    [Fact]
    public void There_is_no_schema_of_an_unknown_kind() => Assert.Null(SchemaDocuments.Of("network"));

    [Fact]
    public void Examples_satisfy_the_schema() => Assert.All(
        Directory.EnumerateFiles(Repository.Path("examples"), "*.yaml", SearchOption.AllDirectories),
        file => Assert.Empty(FaultsOf(File.ReadAllText(file))));

    [Theory]
    [MemberData(nameof(NetworkRuleTests.Possible), MemberType = typeof(NetworkRuleTests))]
    public void The_schema_accepts_every_possible_network(string fields) =>
        Assert.Empty(FaultsOf(Marked.Network("web", fields.Replace(": ~", ": {}", StringComparison.Ordinal))));

    [Theory]
    [MemberData(nameof(AttachmentRuleTests.Possible), MemberType = typeof(AttachmentRuleTests))]
    public void The_schema_accepts_every_possible_attachment(string fields) => Assert.Empty(FaultsOf(Marked.OnWeb(fields)));

    [Theory]
    [MemberData(nameof(StructureTests.Misshapen), MemberType = typeof(StructureTests))]
    public void The_schema_refuses_what_is_misshapen(string code, string marked)
    {
        bool accepted = FaultsOf(marked.Replace("§", "", StringComparison.Ordinal)).Count == 0;
        Assert.True(accepted == Coarse.Any(c => marked.Contains(c, StringComparison.Ordinal)), $"{code}: {marked}");
    }

    private static List<string> FaultsOf(string yaml)
    {
        YamlText file = YamlReader.Read(new SourceText("yaml", yaml), 0, Limits.Default, []);
        return [.. file.Documents.SelectMany(d => Any.FaultsOf(YamlJson.Of(d.Root)))];
    }
}
