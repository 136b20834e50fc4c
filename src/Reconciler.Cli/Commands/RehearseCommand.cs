using System.CommandLine;
using Reconciler.Cli.CommandLine;
using Reconciler.Cli.Json;
using Reconciler.Cli.Rendering;
using Reconciler.Cli.Reports;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;
using Reconciler.Kernel;
using Reconciler.Kernel.Rehearsing;
using Reconciler.Loading;

namespace Reconciler.Cli.Commands;

/// <summary><c>rehearse</c>: applies the documents to a throw-away copy of their hosts, and proves what they assert with packets.</summary>
internal static class RehearseCommand
{
    public const string Name = "rehearse";

    private static readonly Option<string?> From = new("--from")
    {
        HelpName = "PATH|REVISION",
        Description = "Rehearse the change from there as well: other documents, or these as they are in a Git revision; shows each gap in traffic.",
    };

    private static readonly Option<bool> FromHost = new("--from-host")
    {
        Description = "Rehearse the change from how this host is: its links, addresses, routes, settings and the rules of others; needs root.",
    };

    // In the sandbox it is nobody else's.
    private const string Scratch = "/run/revision";

    public static Command Define(Terminal terminal)
    {
        Command command = new(Name, "Apply the documents to a throw-away copy of all their hosts, and prove every Reachability with packets.");
        PathArgument.AddTo(command);
        command.Add(ImpliedOption.Implied);
        command.Add(From);
        command.Add(FromHost);
        command.Add(HostOption.Node);
        command.Validators.Add(result =>
        {
            if (result.GetValue(FromHost) && result.GetResult(From) is not null)
                result.AddError("'--from' and '--from-host' exclude each other: each says what the change comes from");
            if (result.GetResult(HostOption.Node) is not null && !result.GetValue(FromHost))
                result.AddError("'--node' says which node this host is, and goes with '--from-host': without it all nodes are rehearsed alike");
        });
        command.Add(HostOption.Owner);
        command.Add(OutputOption.Tests);
        command.Add(PageOptions.Verbose);
        command.Add(PageOptions.NoColor);
        command.SetAction(parse => Run(parse, terminal));
        return command;
    }

    /// <summary>Whether a command line asks for it: it runs in a sandbox whatever else is said.</summary>
    public static bool IsAskedFor(ParseResult parse) => parse.CommandResult.Command.Name == Name;

    /// <summary>Whether the host is needed from within the sandbox.</summary>
    public static bool NeedsHost(ParseResult parse) => IsAskedFor(parse) && parse.GetValue(FromHost);

    private static int Run(ParseResult parse, Terminal terminal)
    {
        string[] paths = parse.GetRequiredValue(PathArgument.Paths);
        LoadResult loaded = Loader.Load(paths, terminal.Input);
        LoadResult? earlier = parse.GetValue(From) is string from ? Earlier(from, paths) : null;
        Report report = new(parse, terminal);
        OutputFormat format = parse.GetValue(OutputOption.Tests);
        Diagnostic[] faults = [.. loaded.Diagnostics, .. earlier?.Diagnostics.Where(IsError) ?? []];
        bool isSound = !faults.Any(IsError);
        RehearsalReport rehearsed = isSound
            ? Rehearse(loaded.Documents, earlier?.Documents, parse, format == OutputFormat.Text ? new RehearsalText(report.Output) : null)
            : RehearsalReport.Nothing;
        ValueList<Diagnostic> all = [.. faults, .. rehearsed.Diagnostics];
        bool isProven = isSound && rehearsed.IsProven;
        switch (format)
        {
            case OutputFormat.JUnit:
                JUnitXml.Write("reconciler rehearse", [.. RehearsalSuites.Of(loaded.Documents, faults, rehearsed)], Sources(loaded, earlier), terminal.Output);
                break;
            case OutputFormat.Markdown:
                terminal.Output.Write(new RehearsalMarkdown(loaded.Documents, rehearsed, all, Sources(loaded, earlier)).ToString());
                break;
            default:
                FaultOutput.Write(format, all, terminal, () => RehearsalJson.Of(isProven, rehearsed, all), () =>
                {
                    report.Output.Writer.Flush();
                    DiagnosticText.Write(all, Sources(loaded, earlier), report.Error);
                    if (isSound)
                        RehearsalText.Conclude(rehearsed, report);
                });
                break;
        }
        return isProven ? ExitCode.Success : ExitCode.Refused;
    }

    private static LoadResult Earlier(string from, string[] paths) =>
        Path.Exists(from) ? Loader.Load([from], TextReader.Null) : Loader.LoadRevision(from, paths, Scratch);

    // The names of earlier files begin with the revision, or are paths that are read twice.
    private static Dictionary<string, string> Sources(LoadResult loaded, LoadResult? earlier) =>
        new(loaded.Sources.Concat(earlier?.Sources ?? loaded.Sources).DistinctBy(s => s.Key));

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == Severity.Error;

    private static RehearsalReport Rehearse(DocumentSet documents, DocumentSet? earlier, ParseResult parse, RehearsalText? text)
    {
        string owner = parse.GetRequiredValue(HostOption.Owner);
        HostOptions? host = Sandbox.HostLeft(owner);
        string name = documents.NodeNames.Count > 0 ? HostOption.NodeOf(documents, parse.GetValue(HostOption.Node)) : LaboratoryLayout.OnlyHost;
        if (host is not null && !LaboratoryLayout.IsFor(documents, name))
            return RehearsalReport.Nothing with { Diagnostics = [RehearsalDiagnostics.NoSuchHost(name)] };
        text?.Begin(documents, earlier, host is not null);
        Rehearsal rehearsal = new(documents, owner, HostOptions.DefaultNamespaceDirectory)
        {
            WithImplied = parse.GetValue(ImpliedOption.Implied),
            Before = earlier,
            FromHost = host is null ? null : (host, name),
        };
        return rehearsal.Run(text);
    }
}
