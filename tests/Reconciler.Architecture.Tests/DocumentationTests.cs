using System.Text.RegularExpressions;

namespace Reconciler.Architecture.Tests;

/// <summary>What is written about the program is complete and leads somewhere.</summary>
public partial class DocumentationTests
{
    // The document kinds are the properties of DocumentSet; each names its spec.
    public static TheoryData<string> Kinds => [.. typeof(Core.Documents.DocumentSet).GetProperties()
        .Select(p => p.PropertyType).Where(t => t.IsGenericType && t.Name == "ValueList`1")
        .Select(t => t.GetGenericArguments()[0]).Where(t => t.Name == "Document`1")
        .Select(t => t.GetGenericArguments()[0].Name.Replace("Spec", "", StringComparison.Ordinal))];

    public static TheoryData<string> Pages =>
        [.. Directory.EnumerateFiles(Repository.Root, "*.md").Concat(Repository.Files("docs", "*.md")).Select(Repository.Relative)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_document_kind_has_an_example_a_schema_and_documentation(string kind)
    {
        Assert.Contains(Repository.Files("examples", "*.yaml"), f => File.ReadAllText(f).Contains($"kind: {kind}\n", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(Repository.Root, "schemas", $"{kind}.schema.json")));
        Assert.Contains($"# {kind}\n", Repository.Read($"docs/{kind}.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_diagnostic_code_is_documented()
    {
        string page = Repository.Read("docs/diagnostics.md");
        IEnumerable<string> codes = Repository.Files("src", "*.cs").SelectMany(f => Code().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value));
        Assert.DoesNotContain(codes.Distinct(), c => !page.Contains($"`{c}`", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_to_files_that_exist(string page)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        IEnumerable<string> targets = Link().Matches(Repository.Read(page)).Select(m => m.Groups[1].Value);
        Assert.DoesNotContain(targets, t => !t.StartsWith("http", StringComparison.Ordinal) && !Path.Exists(Path.Combine(folder, t)));
    }

    [Fact]
    public void Source_files_stay_small_enough_to_read() =>
        Assert.DoesNotContain(Repository.Files("src", "*.cs"), f => File.ReadLines(f).Count() > 300);

    [GeneratedRegex("\"(RC\\d{4})\"")]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
