using System.CommandLine;
using System.CommandLine.Help;
using Reconciler.Cli.CommandLine;
using Reconciler.Cli.Commands;
using Reconciler.Cli.Rendering;
using Reconciler.Core.Diagnostics;
using Reconciler.Kernel;
using Reconciler.Netlink;

namespace Reconciler.Cli;

/// <summary>The whole command line.</summary>
internal sealed class ReconcilerCommand(Terminal terminal)
{
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };
    private static readonly Option<bool> Version = new("--version") { Description = "Show the version." };

    private static readonly (string Name, Func<Terminal, Command> Define)[] Commands =
    [
        (ValidateCommand.Name, ValidateCommand.Define),
        (PlanCommand.Name, PlanCommand.Define),
        (ApplyCommand.Name, ApplyCommand.Define),
        (ConfirmCommand.Name, ConfirmCommand.Define),
        (WatchCommand.Name, WatchCommand.Define),
        (StatusCommand.Name, StatusCommand.Define),
        (EventsCommand.Name, EventsCommand.Define),
        (DestroyCommand.Name, DestroyCommand.Define),
        (RehearseCommand.Name, RehearseCommand.Define),
        (ProveCommand.Name, ProveCommand.Define),
        (DoctorCommand.Name, DoctorCommand.Define),
        (LockCommand.Name, LockCommand.Define),
        (SchemaCommand.Name, SchemaCommand.Define),
        (VersionCommand.Name, VersionCommand.Define),
    ];

    public ParseResult Parse(IReadOnlyList<string> arguments) => Root(arguments is [string word, ..] ? word : "").Parse(arguments, Parser);

    /// <summary>Carries out a command line, and gives the exit code.</summary>
    public int Run(ParseResult parse)
    {
        IReadOnlyList<string> faults = UsageErrors.Of(parse);
        if (faults.Count > 0)
            return Refuse(faults, UsageErrors.HelpCommand(parse), PageOptions.ErrorPage(parse, terminal));
        // It reads nothing that somebody else wrote.
        if (VersionCommand.IsAskedFor(parse))
            return Invoke(parse);
        ProcessData.Prepare();
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

    // Not a RootCommand, which looks for the program's own name by reflection: a tenth of the time of a short run. To make the options of all
    // commands would take as long; when the first word names one, no other is asked for.
    private Command Root(string word)
    {
        Command root = new("reconciler", "Declarative container networks: makes the Linux kernel agree with YAML documents.");
        bool isCommand = Array.Exists(Commands, c => c.Name == word);
        foreach ((string name, Func<Terminal, Command> define) in Commands)
        {
            if (!isCommand || name == word)
                root.Add(define(terminal));
        }
        root.Add(Version);
        root.Add(new Option<bool>("--help", "-h") { Description = "Show help.", Action = new HelpAction(), Arity = ArgumentArity.Zero, Recursive = true });
        root.SetAction(Introduce);
        return root;
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
