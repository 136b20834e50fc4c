using System.CommandLine;
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
    /// <summary>Shows it, and gives the exit code.</summary>
    public int Show()
    {
        HostOptions host = HostOption.Of(parse, terminal.Error);
        using DaemonClient daemon = new(host);
        try
        {
            return Show(host, daemon.Status());
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            Diagnostic why = daemon.Explain(e);
            if (report.IsJson)
                JsonOutput.Write(WatchedStatusJson.Of(host.Owner, why), terminal.Output);
            else
                DiagnosticText.Write([why], new Dictionary<string, string>(), report.Error);
            return ExitCode.Refused;
        }
    }

    private int Show(HostOptions host, DaemonStatusJson status)
    {
        if (report.IsJson)
            JsonOutput.Write(WatchedStatusJson.Of(host.Owner, status), terminal.Output);
        else
            WatchedStatusText.Write(status, report.IsVerbose, report.Output);
        return status.InSync ? ExitCode.Success : ExitCode.Differs;
    }
}
