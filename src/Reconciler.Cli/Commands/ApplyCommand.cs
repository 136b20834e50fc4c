using System.CommandLine;
using Reconciler.Cli.CommandLine;

namespace Reconciler.Cli.Commands;

/// <summary><c>apply</c>: makes the kernel agree with the documents.</summary>
internal static class ApplyCommand
{
    public const string Name = "apply";

    private static readonly Option<bool> Prove = new("--prove")
    {
        Description = "Prove every Reachability with packets afterwards, and undo everything when one does not hold.",
    };

    private static readonly Option<string?> Saved = new("--plan")
    {
        HelpName = "FILE",
        Description = "Carry out exactly the plan that 'plan --out' saved; refused when documents, host or program are not as they were.",
    };

    public static Command Define(Terminal terminal)
    {
        Command command = new(Name, "Make the kernel agree with the documents, verify it, and undo everything when a step fails.");
        PathArgument.AddUnlessSavedTo(command, Saved);
        command.Add(Saved);
        command.Add(Prove);
        ChoiceOptions.AddTo(command, Saved);
        ConfirmOption.AddTo(command);
        WaitOption.AddTo(command, Saved);
        command.Add(LockOption.Timeout);
        HostOption.AddTo(command);
        PageOptions.AddTo(command);
        command.SetAction(parse =>
        {
            Report report = new(parse, terminal);
            Turn turn = new(parse.GetValue(LockOption.Timeout), report) { ContainersWithin = parse.GetValue(WaitOption.Wait) ?? TimeSpan.Zero };
            using HostRun run = parse.GetValue(Saved) is string file
                ? HostRun.Start(file, parse, terminal, turn)
                : HostRun.Start(PathArgument.PathsUnlessSaved, parse, terminal, turn);
            return new Applying(run, report) { Proves = parse.GetValue(Prove), ConfirmedWithin = parse.GetValue(ConfirmOption.Confirm) }.Run();
        });
        return command;
    }
}
