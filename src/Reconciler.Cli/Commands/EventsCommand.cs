using System.CommandLine;
using Reconciler.Agent.Reporting;
using Reconciler.Agent.Serving;
using Reconciler.Cli.CommandLine;
using Reconciler.Cli.Rendering;
using Reconciler.Kernel;

namespace Reconciler.Cli.Commands;

/// <summary><c>events</c>: follows what the daemon does.</summary>
internal static class EventsCommand
{
    public const string Name = "events";

    public static Command Define(Terminal terminal)
    {
        Command command = new(Name, "Follow what the daemon sees and does, until it ends or Ctrl-C is pressed.");
        command.Add(HostOption.Owner);
        command.Add(HostOption.Netns);
        command.Add(OutputOption.Data);
        command.Add(PageOptions.NoColor);
        command.SetAction((parse, cancellation) => RunAsync(parse, terminal, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation)
    {
        HostOptions host = HostOption.Of(parse, terminal.Error);
        Report report = new(parse, terminal);
        using DaemonClient daemon = new(host);
        try
        {
            await foreach (string line in daemon.EventsAsync(cancellation))
            {
                report.Output.Line(report.IsJson ? line : EventJson.Read(line) is EventJson happened ? $"{happened.Time} {happened.Text}" : "");
                terminal.Output.Flush();
            }
            return ExitCode.Success;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Success;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            DiagnosticText.Write([daemon.Explain(e)], new Dictionary<string, string>(), report.Error);
            return ExitCode.Refused;
        }
    }
}
