using System.CommandLine;
using Reconciler.Cli.CommandLine;

namespace Reconciler.Cli.Commands;

/// <summary><c>apply</c>: makes the kernel agree with the documents.</summary>
internal static class ApplyCommand
{
    private static readonly Option<bool> Prove = new("--prove")
    {
        Description = "Prove every Reachability with packets afterwards, and undo everything when one does not hold.",
    };

    public static Command Define(Terminal terminal)
    {
        Command command = new("apply", "Make the kernel agree with the documents, verify it, and undo everything when a step fails.");
        PathArgument.AddTo(command);
        command.Add(Prove);
        command.Add(LockOption.Timeout);
        HostOption.AddTo(command);
        PageOptions.AddTo(command);
        command.SetAction(parse =>
        {
            Report report = new(parse, terminal);
            using HostRun run = HostRun.Start(parse, terminal, new Turn(parse.GetValue(LockOption.Timeout), report));
            return new Applying(run, report) { Proves = parse.GetValue(Prove) }.Run();
        });
        return command;
    }
}
