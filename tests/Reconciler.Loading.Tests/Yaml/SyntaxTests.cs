using Reconciler.Core.Diagnostics;

namespace Reconciler.Loading.Tests.Yaml;

/// <summary>Text that is not YAML, or uses what documents have no use for.</summary>
public class SyntaxTests
{
    [Theory]
    [InlineData("a:\n§\t- b\n", "a tab cannot indent a line")]
    [InlineData("a: b§: c\n", "a second ': ' on one line, or a key that is indented too far")]
    [InlineData("a: 1\n  b§: 2\n", "a second ': ' on one line, or a key that is indented too far")]
    [InlineData("a: §@x\n", "a value cannot begin with this character")]
    [InlineData("a: §`x`\n", "a value cannot begin with this character")]
    [InlineData("a: §%x\n", "a value cannot begin with this character")]
    [InlineData("a: §'x", "the quote that begins here does not end")]
    [InlineData("a: §\"x\nb: y\n", "the quote that begins here does not end on its line")]
    [InlineData("a: \"§\\q\"\n", "an escape like this does not exist between double quotes")]
    [InlineData("- a\n§b: c\n", "a list entry, which begins with '- ', is expected here")]
    [InlineData("a:\n  - x\n §y: 1\n", "a 'key: value' is expected here")]
    [InlineData("a: §- b\n", "a list cannot begin on the line of its key")]
    [InlineData("a: §[1, 2\nb: c\n", "what is open here is not closed")]
    [InlineData("a: §{b: c\nd: e\n", "what is open here is not closed")]
    [InlineData("a: §]\n", "a value is expected here")]
    [InlineData("§%YAML 3.0\n---\na: 1\n", "this version of YAML is not known")]
    [InlineData("a: §!e!x 1\n", "tags are not accepted")]
    [InlineData("a: §* b\n", "anchors and aliases are not accepted")]
    public void A_syntax_error_is_told_in_words_at_its_place(string marked, string words) =>
        Assert.Equal($"this is not YAML: {words}", Assert.Single(Marked.AssertFaults("RC1010", marked)).Message);

    [Theory]
    [InlineData("RC1011", "subnets: [10.20.0.0/24], mtu: 1400, §mtu: 1500")]
    [InlineData("RC1012", "subnets: [10.20.0.0/24], mtu: §&mtu 1400")]
    [InlineData("RC1012", "subnets: [10.20.0.0/24], uplink: §*nat")]
    [InlineData("RC1013", "subnets: [10.20.0.0/24], mtu: §!!binary MTQwMA==")]
    [InlineData("RC1013", "subnets: §!!set [10.20.0.0/24]")]
    [InlineData("RC1013", "subnets: §!mine [10.20.0.0/24]")]
    [InlineData("RC1014", "subnets: [10.20.0.0/24], §<<: {mtu: 1400}")]
    [InlineData("RC1018", "subnets: [10.20.0.0/24], §[mtu]: 1400")]
    [InlineData("RC1018", "subnets: [10.20.0.0/24], §{a: b}: 1400")]
    [InlineData("RC1018", "subnets: [10.20.0.0/24], §~: 1400")]
    public void What_documents_have_no_use_for_is_refused(string code, string fields)
    {
        LoadResult result = Marked.Load(Marked.Network("web", fields.Replace("§", "", StringComparison.Ordinal)));
        int column = "spec: {mode: bridge, ".Length + fields.IndexOf('§', StringComparison.Ordinal) + 1;
        Assert.Contains(result.Diagnostics, d => (d.Code, d.At?.Line, d.At?.Column) == (code, 4, column));
        Assert.Empty(result.Documents.Networks);
    }

    [Fact]
    public void A_duplicate_key_names_the_first_place() => Assert.Equal(
        "the key 'kind' is there already, at line 2",
        Marked.AssertFaults("RC1011", """
            apiVersion: reconciler/v1
            kind: Network
            §kind: Network
            metadata: {name: a}
            spec: {mode: bridge, subnets: [10.20.0.0/24]}
            """)[0].Message);

    [Theory]
    [InlineData("%TAG ! tag:example.com,2000:")]
    [InlineData("%FOO bar")]
    public void Directives_other_than_YAML_are_refused(string directive)
    {
        string before = Marked.Network("web", "subnets: [10.20.0.0/24]").Replace("---\n", "...\n", StringComparison.Ordinal);
        Marked.AssertFaults("RC1015", $"{before}§{directive}\n---\n{Marked.Network("db", "subnets: [10.21.0.0/24]")}");
    }

    [Theory]
    [InlineData("%YAML 1.2\n---\n")]
    [InlineData("%YAML 1.1\n---\n")]
    [InlineData("\uFEFF")]
    [InlineData("---\n# nothing\n---\n~\n---\n")]
    [InlineData("# a remark\n\n")]
    public void A_file_may_begin_with(string beginning) =>
        Assert.Single(Marked.AssertValid(beginning + Marked.Network("web", "subnets: [10.20.0.0/24]")).Networks);

    [Theory]
    [InlineData("mtu: !!int 1400")]
    [InlineData("reachableFrom: !!seq []")]
    [InlineData("bridge: !!map {interface: !!str 1}")]
    [InlineData("bridge: {interface: ! 1}")]
    public void Core_tags_are_accepted(string field) => Marked.AssertValid(Marked.Network("web", $"subnets: [10.20.0.0/24], {field}"));

    [Fact]
    public void Documents_before_a_syntax_error_are_checked_and_nothing_is_said_about_what_may_follow()
    {
        string yaml = Marked.Attachment("web-1", "container: c, network: later, addresses: [§nope]") + "a: §]\n";
        LoadResult result = Marked.Load(yaml.Replace("§", "", StringComparison.Ordinal));
        Assert.Equal(["RC1107", "RC1010"], result.Diagnostics.Select(d => d.Code));
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Lines_end_as_they_do_elsewhere(string end)
    {
        string yaml = Marked.Network("web", "subnets: [10.20.0.1/24]").Replace("\n", end, StringComparison.Ordinal);
        Diagnostic fault = Assert.Single(Marked.Load(yaml).Diagnostics);
        Assert.Equal(("RC1204", 4, 32), (fault.Code, fault.At?.Line, fault.At?.Column));
    }

    [Fact]
    public void Columns_count_UTF16_units_as_editors_do() => Marked.AssertFaults(
        "RC1204", Marked.Network("web", "bridge: {interface: '😀é'}, subnets: [§10.20.0.1/24]"));
}
