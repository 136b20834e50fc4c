using System.Globalization;
using System.Text;
using Reconciler.Agent.Reporting;
using Reconciler.Core.Compiling;
using Reconciler.Kernel.Inspecting;
using Reconciler.Kernel.Naming;

namespace Reconciler.Agent.Serving;

/// <summary>Measurements in the text format of Prometheus (version 0.0.4).</summary>
internal static class MetricsText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private static readonly string[] States = ["inSync", "pending", "drifted", "failed"];

    public static string Write(DaemonStatusJson status, MeasurementValues values, IReadOnlyList<PortTraffic> traffic, QuestionCounts questions)
    {
        StringBuilder text = new();
        Head(text, "reconciler_documents", "gauge", "Documents by state.");
        foreach (string state in States)
            Line(text, $"reconciler_documents{{state=\"{state}\"}}", status.Documents.Count(d => d.State == state));
        Head(text, "reconciler_revision_info", "gauge", "The revision of which as much as possible is in the kernel.");
        Line(text, $"reconciler_revision_info{{revision=\"{status.Revision}\"}}", 1);
        Head(text, "reconciler_failing", "gauge", "Whether the source cannot be read, the newest revision is refused, the host cannot be compared, or names cannot be served.");
        foreach (string part in Enum.GetValues<FaultyPart>().Select(EventJson.Name))
            Line(text, $"reconciler_failing{{part=\"{part}\"}}", status.Faults.Any(f => f.Part == part) ? 1 : 0);
        Durations(text, values);
        Counts(text, "reconciler_changes_total", "Changes that documents asked for, by kind of object.", values.Changes);
        Counts(text, "reconciler_drift_total", "Changes that put right what others had changed, by kind of object.", values.Drift);
        Count(text, "reconciler_conflicts_total", "Objects that were left alone since they were undone again and again.", values.Conflicts);
        Count(text, "reconciler_faults_total", "Comparisons that did not succeed.", values.Faults);
        Count(text, "reconciler_source_errors_total", "How often the source of the documents could not be read, or was refused.", values.SourceErrors);
        Traffic(text, "reconciler_published_port_packets_total", "Packets of connections to published ports.", traffic, t => t.Packets);
        Traffic(text, "reconciler_published_port_bytes_total", "Bytes of such packets, from the header of IP on.", traffic, t => t.Bytes);
        Head(text, "reconciler_name_questions_total", "counter", "Questions about names, by network and what became of them.");
        foreach ((string network, QuestionOutcome outcome, long count) in questions.All)
            Line(text, $"reconciler_name_questions_total{{network=\"{network}\",outcome=\"{Word(outcome)}\"}}", count);
        return text.ToString();
    }

    private static string Word(QuestionOutcome outcome) => outcome == QuestionOutcome.PassedOn ? "passedOn" : outcome.ToString().ToLowerInvariant();

    private static void Traffic(StringBuilder text, string name, string help, IReadOnlyList<PortTraffic> traffic, Func<PortTraffic, ulong> count)
    {
        Head(text, name, "counter", help);
        foreach (PortTraffic counted in traffic)
        {
            CountedPort port = counted.Port;
            Line(text, $"{name}{{network=\"{port.Network}\",attachment=\"{port.Attachment}\",protocol=\"{port.Protocol.ToString().ToLowerInvariant()}\","
                + $"address=\"{port.Address}\",port=\"{port.Ports}\",published=\"{port.Published}\",direction=\"{(port.IsReceived ? "received" : "sent")}\"}}", count(counted));
        }
    }

    private static void Durations(StringBuilder text, MeasurementValues values)
    {
        const string Name = "reconciler_run_seconds";
        Head(text, Name, "histogram", "How long a comparison took, with what it led to.");
        long total = 0;
        for (int i = 0; i < values.Runs.Count; i++)
        {
            total += values.Runs[i];
            string bound = i < Measurements.Bounds.Count ? Measurements.Bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
            Line(text, $"{Name}_bucket{{le=\"{bound}\"}}", total);
        }
        Line(text, $"{Name}_sum", values.RunSeconds);
        Line(text, $"{Name}_count", total);
    }

    private static void Counts(StringBuilder text, string name, string help, SortedDictionary<string, long> byKind)
    {
        Head(text, name, "counter", help);
        foreach ((string kind, long count) in byKind)
            Line(text, $"{name}{{kind=\"{kind}\"}}", count);
    }

    private static void Count(StringBuilder text, string name, string help, long count)
    {
        Head(text, name, "counter", help);
        Line(text, name, count);
    }

    private static void Head(StringBuilder text, string name, string type, string help) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");

    private static void Line(StringBuilder text, string name, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"{name} {value}\n");
}
