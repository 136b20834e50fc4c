using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Reconciler.Agent;
using Reconciler.Agent.Reporting;
using Reconciler.Cli.CommandLine;
using Reconciler.Cli.Rendering;
using Reconciler.Core.Diagnostics;
using Reconciler.Kernel;
using Reconciler.Netlink;

namespace Reconciler.Cli.Commands;

/// <summary><c>watch</c>: keeps the kernel as the documents say, for as long as it runs.</summary>
internal static class WatchCommand
{
    public const string Name = "watch";

    private static readonly Option<TimeSpan> Quiet = new("--quiet")
    {
        HelpName = "TIME",
        Description = "How long the files must be left alone before they are taken; 100ms unless said.",
        DefaultValueFactory = _ => TimeSpan.FromMilliseconds(100),
        CustomParser = result => Duration.Parse(result, "--quiet", TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1)),
    };

    private static readonly Option<TimeSpan> Resync = new("--resync")
    {
        HelpName = "TIME",
        Description = "After which time everything is compared even if the kernel told nothing; 10m unless said.",
        DefaultValueFactory = _ => TimeSpan.FromMinutes(10),
        CustomParser = result => Duration.Parse(result, "--resync", TimeSpan.FromSeconds(1), TimeSpan.FromHours(24)),
    };

    private static readonly Option<LogFormat> Log = new("--log-format")
    {
        HelpName = "text|json",
        Description = "How the log on standard error is written; text unless said.",
        CustomParser = ParseFormat,
    };

    private static readonly Option<IPEndPoint?> Listen = new("--listen")
    {
        HelpName = "ADDRESS:PORT",
        Description = "Serve /metrics, /healthz and /readyz there by HTTP; otherwise on the daemon's own socket only.",
        CustomParser = ParseEndPoint,
    };

    public static Command Define(Terminal terminal)
    {
        Command command = new(Name, "Keep the kernel as the documents say: apply what changes, heal what drifts, until stopped.");
        PathArgument.AddUnlessGitTo(command, GitOption.Url);
        GitOption.AddTo(command);
        command.Add(Quiet);
        command.Add(Resync);
        command.Add(Log);
        command.Add(Listen);
        HostOption.AddTo(command);
        command.Add(PageOptions.NoColor);
        Log.CompletionSources.Add("text", "json");
        command.SetAction(parse => Run(parse, terminal));
        return command;
    }

    /// <summary>Whether a command line asks for it.</summary>
    public static bool IsAskedFor(ParseResult parse) => parse.CommandResult.Command.Name == Name;

    private static int Run(ParseResult parse, Terminal terminal)
    {
        string? node = parse.GetValue(HostOption.Node);
        HostOptions host = HostOption.Of(parse, terminal.Error);
        GitOptions? git = GitOption.Of(parse, host.Owner);
        string[] paths = git is null ? parse.GetRequiredValue(PathArgument.PathsUnlessGit) : parse.GetRequiredValue(GitOption.Path);
        WatchOptions options = new(paths, host, documents => HostOption.NodeOf(documents, node))
        {
            Git = git,
            Listen = parse.GetValue(Listen),
            Quiet = parse.GetValue(Quiet),
            Resync = parse.GetValue(Resync),
            LogFormat = parse.GetValue(Log),
        };
        if (Watch(options, terminal.Error) is not Diagnostic refusal)
            return ExitCode.Success;
        DiagnosticText.Write([refusal], new Dictionary<string, string>(), PageOptions.ErrorPage(parse, terminal));
        return ExitCode.Refused;
    }

    private static Diagnostic? Watch(WatchOptions options, TextWriter log)
    {
        try
        {
            return Daemon.Run(options, log);
        }
        catch (NetlinkException e)
        {
            return HostDiagnostics.NotWatched(options.Host.Namespace, e);
        }
    }

    private static LogFormat ParseFormat(ArgumentResult result)
    {
        string name = result.Tokens[0].Value;
        if (name is not ("text" or "json"))
            result.AddError($"'--log-format {name}' does not exist; there are text, json");
        return name == "json" ? LogFormat.Json : LogFormat.Text;
    }

    private static IPEndPoint? ParseEndPoint(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (IPEndPoint.TryParse(text, out IPEndPoint? where) && where.Port > 0)
            return where;
        result.AddError($"'--listen {text}' cannot be: an address and a port, as in 127.0.0.1:9310 or [::1]:9310");
        return null;
    }
}
