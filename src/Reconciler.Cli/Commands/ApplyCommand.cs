using System.CommandLine;
using Reconciler.Cli.CommandLine;

namespace Reconciler.Cli.Commands;

/// <summary><c>apply</c>: makes the kernel agree with the documents.</summary>
internal static class ApplyCommand
{
    public static Command Define(Terminal terminal)
    {
        Command command = new("apply", "Make the kernel agree with the documents, verify it, and undo everything when a step fails.");
        PathArgument.AddTo(command);
        HostOption.AddTo(command);
        PageOptions.AddTo(command);
        command.SetAction(parse =>
        {
            using HostRun run = HostRun.Start(parse, terminal);
            return new Applying(run, new Report(parse, terminal)).Run();
        });
        return command;
    }
}
