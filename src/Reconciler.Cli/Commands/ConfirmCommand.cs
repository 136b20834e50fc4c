using System.CommandLine;
using Reconciler.Cli.CommandLine;
using Reconciler.Cli.Json;
using Reconciler.Cli.Rendering;
using Reconciler.Core.Diagnostics;
using Reconciler.Kernel;
using Reconciler.Kernel.Locking;

namespace Reconciler.Cli.Commands;

/// <summary><c>confirm</c>: answers an <c>apply --confirm</c> that waits.</summary>
internal static class ConfirmCommand
{
    public const string Name = "confirm";

    private static readonly Option<bool> Undo = new("--undo")
    {
        Description = "Have the change undone at once instead.",
    };

    public static Command Define(Terminal terminal)
    {
        Command command = new(Name, "Let stay what 'apply --confirm' has changed; without it everything is undone when the time is over.")
        {
            Undo,
            HostOption.Owner,
            HostOption.Netns,
        };
        PageOptions.AddTo(command);
        command.SetAction(parse => Run(parse, terminal));
        return command;
    }

    private static int Run(ParseResult parse, Terminal terminal)
    {
        Report report = new(parse, terminal);
        ConfirmationAnswer answer = parse.GetValue(Undo) ? ConfirmationAnswer.Undo : ConfirmationAnswer.Keep;
        using HostKernel kernel = new(HostOption.Of(parse, terminal.Error));
        (LockHolder? waiting, Diagnostic? fault) = Confirmation.Answer(kernel, answer);
        if (report.IsJson)
            JsonOutput.Write(new ConfirmationJson(kernel.Options.Owner, ResultOf(answer, fault), [.. fault is null ? [] : (DiagnosticJson[])[DiagnosticJson.Of(fault)]]), report.Output.Writer);
        else if (fault is not null)
            DiagnosticText.Write([fault], new Dictionary<string, string>(), report.Error);
        else
            report.Output.Line(answer == ConfirmationAnswer.Keep ? $"Confirmed: what {waiting} has changed stays." : $"What {waiting} has changed is being undone.", Tone.Success);
        return fault is null ? ExitCode.Success : ExitCode.Refused;
    }

    private static string ResultOf(ConfirmationAnswer answer, Diagnostic? fault) =>
        fault is not null ? "refused" : answer == ConfirmationAnswer.Keep ? "confirmed" : "undone";
}
