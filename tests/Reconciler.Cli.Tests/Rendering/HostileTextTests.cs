using System.Xml.Linq;
using Reconciler.Cli.Json;
using Reconciler.Cli.Rendering;
using Reconciler.Cli.Reports;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Cli.Tests.Rendering;

/// <summary>
/// Names that somebody else gave - files, interface aliases, tables, processes - with what terminals obey in them: escape sequences, C1
/// controls, ends of lines, marks that turn the direction of text around.
/// </summary>
public class HostileTextTests
{
    private const string Hostile = "a\e[2Jb\u009b31mc\u202ed\re\u2028f\ag\u007fh";
    private const string Shown = "a\ufffd[2Jb\ufffd31mc\ufffdd\ufffde\ufffdf\ufffdg\ufffdh";

    private static readonly Diagnostic Fault = Diagnostic.Error("RC1203", new(Hostile + "\n.yaml", 1, 2), Hostile + "\nx", Hostile);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pages_show_it_as_text(bool colours)
    {
        using StringWriter writer = new();
        Page page = colours ? new ColourPage(writer) : new PlainPage(writer);
        page.Write(Hostile);
        page.Line(Hostile + "\nforged line");
        Assert.Equal($"{Shown}{Shown}\ufffdforged line\n", writer.ToString());
    }

    [Fact]
    public void A_tone_does_not_let_it_through()
    {
        using StringWriter writer = new();
        new ColourPage(writer).Line(Hostile, Tone.Error);
        Assert.Contains(Shown, writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_are_lines_of_ours()
    {
        using StringWriter writer = new();
        DiagnosticText.Write([Fault], new Dictionary<string, string>(), new PlainPage(writer));
        Assert.Equal($"{Shown}\ufffd.yaml:1:2: error RC1203: {Shown}\ufffdx\n  hint: {Shown}\n1 error.\n", writer.ToString());
    }

    [Fact]
    public void Checks_show_what_others_call_themselves_as_text()
    {
        using StringWriter writer = new();
        CheckText.Write([new("kernel", Hostile, []), new("ports", "", [Fault])], new PlainPage(writer));
        AssertHarmless(writer.ToString());
    }

    [Fact]
    public void Workflow_commands_cannot_be_forged()
    {
        using StringWriter writer = new();
        GitHubText.Write([Fault with { Message = Hostile + "\n::set-output name=x::y" }], writer);
        Assert.Equal(
            $"::error file={Shown}%0A.yaml,line=1,col=2,title=RC1203::{Shown}%0A::set-output name=x::y%0A{Shown}\n", writer.ToString());
    }

    [Fact]
    public void Sarif_names_files_by_references_that_are_valid()
    {
        using StringWriter writer = new();
        JsonOutput.Write(SarifLog.Of([Fault with { At = new("a b/ü\n#?.yaml", 1, 1) }], "1"), writer);
        Assert.Contains("\"uri\": \"a%20b/%C3%BC%0A%23%3F.yaml\"", writer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\e', writer.ToString());
        Assert.DoesNotContain('\u009b', writer.ToString());
    }

    [Fact]
    public void Test_suites_stay_xml_without_what_a_terminal_obeys()
    {
        using StringWriter writer = new();
        TestCase test = TestCase.Of(Hostile + "\0\ud800", Fault.At, TimeSpan.Zero, TestEnd.Failure, [Fault]);
        JUnitXml.Write(Hostile, [new(Hostile, null, [test])], new Dictionary<string, string>(), writer);
        Assert.NotNull(XDocument.Parse(writer.ToString()).Root);
        AssertHarmless(writer.ToString());
    }

    [Fact]
    public void Markdown_keeps_it_in_code() => Assert.Equal($"`{Shown}\ufffdx`", Markdown.Code(Hostile + "\nx"));

    private static void AssertHarmless(string text) =>
        Assert.DoesNotContain(text, c => char.IsControl(c) && c != '\n' || c is '\u202e' or '\u2028');
}
