using System.Xml.Linq;
using Reconciler.Benchmarks.Peers;
using Reconciler.Benchmarks.Reporting;
using Reconciler.Benchmarks.Results;

namespace Reconciler.Benchmarks.Tests;

/// <summary>From measurements to the page and its pictures. What the measurements say is not judged.</summary>
public class ReportTests
{
    private const string Sections = "machine comparison targets growth packets repair micro";

    private static Measurements Stored { get; } = MeasurementFile.Read(Repository.Beside("sample.json"));

    [Fact]
    public void Stored_measurements_give_the_stored_page()
    {
        string empty = string.Concat(Sections.Split(' ').Select(s => $"{Page.Begin(s)}\n{Page.End(s)}\n"));
        string page = Report.Fill(empty, Stored);
        string file = Repository.Beside("sample.md");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(file, page);
        Assert.Equal(File.ReadAllText(file), page);
    }

    [Fact]
    public void The_page_in_the_repository_shows_the_measurements_in_the_repository()
    {
        string page = Repository.Read("docs/performance.md");
        Measurements measurements = MeasurementFile.Read(MeasurementFile.Default);
        Assert.Equal(page, Report.Fill(page, measurements));
        Assert.All(Report.Draw(measurements), p => Assert.Equal(Repository.Read($"docs/performance/{p.Key}"), p.Value));
    }

    [Fact]
    public void Pictures_are_well_formed_and_show_every_peer()
    {
        IReadOnlyDictionary<string, string> pictures = Report.Draw(Stored);
        Assert.Equal(["comparison.svg", "growth.svg", "packets.svg"], pictures.Keys.Order());
        Assert.All(pictures.Values, p => Assert.Equal("svg", XDocument.Parse(p).Root!.Name.LocalName));
        IEnumerable<string> words = XDocument.Parse(pictures["comparison.svg"]).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value);
        Assert.Subset(new HashSet<string>(words), new HashSet<string> { ReconcilerPeer.PeerName, LimitPeer.PeerName, "shell", "netavark", "cni" });
    }

    [Fact]
    public void What_was_not_measured_is_shown_as_such()
    {
        Assert.All(Report.Draw(new()), p => Assert.Contains("not measured", p.Value, StringComparison.Ordinal));
        string page = Repository.Read("docs/performance.md");
        Assert.Contains("Not measured yet.", Report.Fill(page, new()), StringComparison.Ordinal);
    }

    [Fact]
    public void Measurements_survive_their_file()
    {
        string text = MeasurementFile.Text(Stored);
        Assert.Equal(text, MeasurementFile.Text(MeasurementFile.Parse(text)));
        Assert.Equal(File.ReadAllText(Repository.Beside("sample.json")), text);
    }
}
