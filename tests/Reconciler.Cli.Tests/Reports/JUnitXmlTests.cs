using System.Xml.Linq;
using Reconciler.Cli.Reports;
using Reconciler.Core.Diagnostics;
using Reconciler.Kernel.Rehearsing;
using Reconciler.Loading;

namespace Reconciler.Cli.Tests.Reports;

/// <summary>Rehearsals as continuous integration reads them.</summary>
public class JUnitXmlTests
{
    [Fact]
    public void Each_assertion_is_a_suite_and_each_question_a_case()
    {
        XElement root = Xml(Rehearsals.Proven);
        Assert.Equal(("testsuites", "9", "0", "0", "0"), (root.Name.LocalName, Sum(root, "tests"), Sum(root, "failures"), Sum(root, "errors"), Sum(root, "skipped")));
        Assert.Equal(["rehearsal", "Reachability/web-is-public", "Reachability/db-is-not", "Reachability/nobody-asks"], root.Elements("testsuite").Select(s => s.Attribute("name")!.Value));
        Assert.Equal(["documents", "build", "apply", "repeat", "prove", "undo"], Cases(root, "rehearsal").Select(c => c.Attribute("name")!.Value));
        XElement asked = Assert.Single(Cases(root, "Reachability/web-is-public"));
        Assert.Equal(
            "Reachability/web-is-public|outside → web tcp/8080 at 198.18.0.10 is allowed|a&b.yaml|4|0.002",
            string.Join('|', asked.Attributes().Select(a => a.Value)));
        Assert.Equal(["classname", "name", "file", "line", "time"], asked.Attributes().Select(a => a.Name.LocalName));
        Assert.Empty(root.Descendants("testcase").Elements());
    }

    [Fact]
    public void What_does_not_hold_is_a_failure_with_its_line_and_what_went_wrong_before_an_error()
    {
        XElement root = Xml(Rehearsals.Failed);
        Assert.Equal(("11", "3", "1", "0"), (Sum(root, "tests"), Sum(root, "failures"), Sum(root, "errors"), Sum(root, "skipped")));
        Assert.Equal(
            ["RC4001 tcp/8080 of outside to web (198.18.0.10) is not answered: no answer within 5.0 s", "RC4002 tcp/8080 of outside to <db> & \"co\" | `x`\ufffd (198.18.0.10) is answered, and should not be",
                "RC4005 Reachability/nobody-asks proves nothing: who asks and who is asked have no address of the same family"],
            root.Descendants("failure").Select(f => $"{f.Attribute("type")!.Value} {f.Attribute("message")!.Value}"));
        Assert.StartsWith("a&b.yaml:4:3: error RC4001: ", root.Descendants("failure").First().Value, StringComparison.Ordinal);
        XElement error = Assert.Single(root.Descendants("error"));
        Assert.Equal(("repeat", "applying a second time would change <link> again"), (error.Parent!.Attribute("name")!.Value, error.Attribute("message")!.Value));
        XElement suite = root.Elements("testsuite").ElementAt(2);
        Assert.Equal(("2", "1"), (Sum(suite, "tests"), Sum(suite, "failures")));
    }

    [Fact]
    public void What_was_not_come_to_is_skipped()
    {
        XElement root = Xml(Rehearsals.Refused);
        Assert.Equal(("6", "0", "1", "3"), (Sum(root, "tests"), Sum(root, "failures"), Sum(root, "errors"), Sum(root, "skipped")));
        Assert.Equal("apply", Assert.Single(root.Descendants("error")).Parent!.Attribute("name")!.Value);
        Assert.Equal(3, root.Descendants("skipped").Count());
    }

    [Fact]
    public void A_change_is_a_suite_and_each_case_takes_as_long_as_its_gap()
    {
        XElement root = Xml(Rehearsals.Changed);
        Assert.Equal(["documents", "build", "apply", "repeat", "prove", "undo", "before", "change", "repeat after the change"], Cases(root, "rehearsal").Select(c => c.Attribute("name")!.Value));
        Assert.Equal(
            ["outside → web tcp/8080 at 198.18.0.10 is allowed all the time 0.044 ", "outside → other tcp/8080 at 198.18.0.10 is allowed all the time 0.000 ",
                "outside → gone tcp/8080 at 198.18.0.10 is allowed all the time 0.210 RC4010", "outside → db tcp/8080 at 198.18.0.10 is denied all the time 0.000 RC4009"],
            Cases(root, "change").Select(c => $"{c.Attribute("name")!.Value} {c.Attribute("time")!.Value} {c.Element("failure")?.Attribute("type")!.Value}"));
        Assert.Equal(("2", "0"), (Sum(root, "failures"), Sum(root, "errors")));
    }

    [Fact]
    public void A_laboratory_that_cannot_be_made_is_an_error() =>
        Assert.Equal("unfinished", Assert.Single(Xml(Rehearsals.NotBegun).Descendants("error")).Parent!.Attribute("name")!.Value);

    [Fact]
    public void Documents_with_faults_are_one_error_that_tells_them_all()
    {
        Diagnostic[] faults = [Diagnostic.Error("RC1101", new("web.yaml", 3, 1), "no 'netwrk'", "write 'network'"), Diagnostic.Error("RC1102", null, "another"), Diagnostic.Warning("RC1340", null, "not an error")];
        XElement root = Xml(RehearsalReport.Nothing, Rehearsals.Loaded with { Diagnostics = [.. faults] });
        XElement error = Assert.Single(root.Descendants("error"));
        Assert.Equal(("documents", "RC1101", "no 'netwrk' (and 1 more)"), (error.Parent!.Attribute("name")!.Value, error.Attribute("type")!.Value, error.Attribute("message")!.Value));
        Assert.Equal("web.yaml:3:1: error RC1101: no 'netwrk'\n  hint: write 'network'\nerror RC1102: another\n", error.Value);
    }

    private static XElement Xml(RehearsalReport rehearsed, LoadResult? loaded = null)
    {
        using StringWriter writer = new();
        LoadResult documents = loaded ?? Rehearsals.Loaded;
        JUnitXml.Write("reconciler rehearse", [.. RehearsalSuites.Of(documents.Documents, documents.Diagnostics, rehearsed)], documents.Sources, writer);
        return XDocument.Parse(writer.ToString()).Root!;
    }

    private static string? Sum(XElement element, string name) => element.Attribute(name)?.Value;

    private static IEnumerable<XElement> Cases(XElement root, string suite) =>
        root.Elements("testsuite").Single(s => s.Attribute("name")!.Value == suite).Elements("testcase");
}
