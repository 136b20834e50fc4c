using System.Globalization;
using System.Text;
using System.Xml;
using Reconciler.Core.Diagnostics;
using Reconciler.Loading;
using Reconciler.Loading.Rendering;

namespace Reconciler.Cli.Reports;

/// <summary>Test suites as JUnit's XML, which Jenkins, GitLab and others show: what all of them read, and nothing else.</summary>
internal static class JUnitXml
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", CloseOutput = false };

    /// <param name="name">Of the whole.</param>
    /// <param name="sources">The text of each file by its name, to show the lines at fault.</param>
    public static void Write(string name, IReadOnlyList<TestSuite> suites, IReadOnlyDictionary<string, string> sources, TextWriter writer)
    {
        using (XmlWriter xml = XmlWriter.Create(writer, Settings))
        {
            xml.WriteStartElement("testsuites");
            WriteSums(name, [.. suites.SelectMany(s => s.Cases)], xml);
            foreach (TestSuite suite in suites)
            {
                xml.WriteStartElement("testsuite");
                WriteSums(suite.Name, suite.Cases, xml);
                foreach (TestCase test in suite.Cases)
                    WriteCase(suite.Name, test, sources, xml);
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        writer.Write('\n');
    }

    private static void WriteSums(string name, IReadOnlyList<TestCase> cases, XmlWriter xml)
    {
        xml.WriteAttributeString("name", Clean(name));
        xml.WriteAttributeString("tests", Number(cases.Count));
        xml.WriteAttributeString("failures", Number(cases.Count(c => c.End == TestEnd.Failure)));
        xml.WriteAttributeString("errors", Number(cases.Count(c => c.End == TestEnd.Error)));
        xml.WriteAttributeString("skipped", Number(cases.Count(c => c.End == TestEnd.Skipped)));
        xml.WriteAttributeString("time", Seconds(cases.Aggregate(TimeSpan.Zero, (sum, test) => sum + test.Took)));
    }

    private static void WriteCase(string suite, TestCase test, IReadOnlyDictionary<string, string> sources, XmlWriter xml)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Clean(suite));
        xml.WriteAttributeString("name", Clean(test.Name));
        if (test.At is { } at)
        {
            xml.WriteAttributeString("file", Clean(at.File));
            xml.WriteAttributeString("line", Number(at.Line));
        }
        xml.WriteAttributeString("time", Seconds(test.Took));
        if (test.End != TestEnd.Passed)
            WriteEnd(test, sources, xml);
        xml.WriteEndElement();
    }

    // Readers take the first element of a case only, so that one has it all.
    private static void WriteEnd(TestCase test, IReadOnlyDictionary<string, string> sources, XmlWriter xml)
    {
        xml.WriteStartElement(test.End.ToString().ToLowerInvariant());
        if (test.Faults.Count > 0)
            WriteFaults(test, sources, xml);
        else if (test.Reason is not null)
            xml.WriteAttributeString("message", Clean(test.Reason));
        xml.WriteEndElement();
    }

    private static void WriteFaults(TestCase test, IReadOnlyDictionary<string, string> sources, XmlWriter xml)
    {
        Diagnostic first = test.Faults[0];
        string more = test.Faults.Count == 1 ? "" : $" (and {Number(test.Faults.Count - 1)} more)";
        xml.WriteAttributeString("type", first.Code);
        xml.WriteAttributeString("message", Clean(first.Message + more));
        xml.WriteString(Clean(string.Concat(test.Faults.Select(fault => DiagnosticRenderer.Render(fault, sources)))));
    }

    // XML has no way to write most control characters and half a surrogate pair; file names may have both. What is left of those
    // that are harmful, a terminal would obey when somebody looks at the file there.
    private static string Clean(string text)
    {
        StringBuilder clean = new(text.Length);
        foreach (Rune rune in Printable.Lines(text).EnumerateRunes())
            clean.Append(rune.Value > 0xffff || XmlConvert.IsXmlChar((char)rune.Value) ? rune.ToString() : "\ufffd");
        return clean.ToString();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
}
