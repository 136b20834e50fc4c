using System.CommandLine;
using Reconciler.Agent;
using Reconciler.Agent.Reporting;
using Reconciler.Agent.Serving;
using Reconciler.Cli.CommandLine;
using Reconciler.Cli.Json;
using Reconciler.Cli.Rendering;
using Reconciler.Core.Diagnostics;
using Reconciler.Kernel;

namespace Reconciler.Cli.Commands;

/// <summary>What the daemon says of its documents.</summary>
internal sealed class DaemonStatus(ParseResult parse, Terminal terminal, Report report)
{
    private const int StateWidth = 9;

    /// <summary>Shows it, and gives the exit code.</summary>
    public int Show()
    {
        HostOptions host = HostOption.Of(parse, terminal.Error);
        using DaemonClient daemon = new(host);
        if (daemon.Status() is not DaemonStatusJson status)
        {
            Diagnostic why = AgentDiagnostics.NoDaemon(host.Owner, DaemonSocket.PathOf(host));
            if (report.IsJson)
                JsonOutput.Write(WatchedStatusJson.Of(host.Owner, why), terminal.Output);
            else
                DiagnosticText.Write([why], new Dictionary<string, string>(), report.Error);
            return ExitCode.Refused;
        }
        if (report.IsJson)
            JsonOutput.Write(WatchedStatusJson.Of(host.Owner, status), terminal.Output);
        else
            Write(status, report.Output);
        return status.InSync ? ExitCode.Success : ExitCode.Differs;
    }

    private static void Write(DaemonStatusJson status, Page page)
    {
        foreach (DaemonDocumentJson document in status.Documents)
        {
            (string word, Tone tone) = Word(document.State);
            page.Write(word.PadRight(StateWidth), tone);
            page.Line(document.Document + (document.Reason is null ? "" : $": {document.Reason}"));
        }
        page.Line();
        IEnumerable<string> counts = status.Documents.CountBy(d => Word(d.State).Word).Select(c => $"{c.Value} {c.Key}");
        page.Line($"{(status.Documents.Count == 0 ? "No documents" : string.Join(", ", counts))}; revision {status.Revision}.", Tone.Strong);
    }

    private static (string Word, Tone Tone) Word(string state) => state switch
    {
        "inSync" => ("in sync", Tone.Success),
        "pending" => ("pending", Tone.Warning),
        _ => (state, Tone.Error),
    };
}
