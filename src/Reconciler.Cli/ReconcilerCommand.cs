using System.CommandLine;
using System.CommandLine.Help;
using Reconciler.Cli.CommandLine;
using Reconciler.Cli.Commands;
using Reconciler.Cli.Rendering;
using Reconciler.Core.Diagnostics;
using Reconciler.Kernel;

namespace Reconciler.Cli;

/// <summary>The whole command line.</summary>
internal sealed class ReconcilerCommand
{
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };
    private static readonly Option<bool> Version = new("--version") { Description = "Show the version." };

    private readonly Terminal terminal;
    // Not a RootCommand, which looks for the program's own name by reflection: a tenth of the time of a short run.
    private readonly Command root;

    public ReconcilerCommand(Terminal terminal)
    {
        this.terminal = terminal;
        root = new("reconciler", "Declarative container networks: makes the Linux kernel agree with YAML documents.")
        {
            ValidateCommand.Define(terminal),
            PlanCommand.Define(terminal),
            ApplyCommand.Define(terminal),
            ConfirmCommand.Define(terminal),
            WatchCommand.Define(terminal),
            StatusCommand.Define(terminal),
            EventsCommand.Define(terminal),
            DestroyCommand.Define(terminal),
            RehearseCommand.Define(terminal),
            ProveCommand.Define(terminal),
            DoctorCommand.Define(terminal),
            LockCommand.Define(terminal),
            SchemaCommand.Define(terminal),
            VersionCommand.Define(terminal),
        };
        root.Add(Version);
        root.Add(new Option<bool>("--help", "-h") { Description = "Show help.", Action = new HelpAction(), Arity = ArgumentArity.Zero, Recursive = true });
        root.SetAction(Introduce);
    }

    public ParseResult Parse(IReadOnlyList<string> arguments) => root.Parse(arguments, Parser);

    /// <summary>Carries out a command line, and gives the exit code.</summary>
    public int Run(ParseResult parse)
    {
        IReadOnlyList<string> faults = UsageErrors.Of(parse);
        if (faults.Count > 0)
            return Refuse(faults, UsageErrors.HelpCommand(parse), PageOptions.ErrorPage(parse, terminal));
        // It reads nothing that somebody else wrote.
        if (VersionCommand.IsAskedFor(parse))
            return Invoke(parse);
        bool isSandboxed = parse.GetValue(HostOption.Sandbox) || RehearseCommand.IsAskedFor(parse);
        Privileges.Reduce(parse, seals: !isSandboxed || Sandbox.IsInside);
        // The process starts again inside of the sandbox, so nothing may have happened before.
        if (isSandboxed && Sandbox.Enter(RehearseCommand.NeedsHost(parse)) is Diagnostic refusal)
        {
            DiagnosticText.Write([refusal], new Dictionary<string, string>(), PageOptions.ErrorPage(parse, terminal));
            return ExitCode.Refused;
        }
        if (parse.GetValue(ConfirmOption.Confirm) is not null && OwnSession.IsElsewhere)
            return OwnSession.Run(PageOptions.ErrorPage(parse, terminal));
        return Invoke(parse);
    }

    private int Invoke(ParseResult parse) => parse.Invoke(new() { Output = terminal.Output, Error = terminal.Error, EnableDefaultExceptionHandler = false });

    private static int Refuse(IReadOnlyList<string> faults, string helpCommand, Page page)
    {
        foreach (string fault in faults)
        {
            page.Write("error: ", Tone.Error);
            page.Line(fault);
        }
        page.Line($"See '{helpCommand}'.");
        return ExitCode.Refused;
    }

    private int Introduce(ParseResult parse)
    {
        if (parse.GetValue(Version))
            return VersionCommand.Run(OutputFormat.Text, terminal);
        Parse(["--help"]).Invoke(new() { Output = terminal.Error });
        return ExitCode.Refused;
    }
}
