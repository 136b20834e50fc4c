using System.CommandLine;
using Reconciler.Cli.CommandLine;
using Reconciler.Core.Documents;
using Reconciler.Loading;

namespace Reconciler.Cli.Commands;

/// <summary><c>destroy</c>: an apply of no documents at all.</summary>
internal static class DestroyCommand
{
    public const string Name = "destroy";

    public static Command Define(Terminal terminal)
    {
        Command command = new(Name, "Remove all that the owner owns, whatever the documents say; touches nothing else.");
        command.Add(LockOption.Timeout);
        HostOption.AddTo(command);
        PageOptions.AddTo(command);
        command.SetAction(parse =>
        {
            HeapRoom.ForPlans();
            Report report = new(parse, terminal);
            LoadResult nothing = new(DocumentSet.Empty, [], new Dictionary<string, string>());
            Turn turn = new(parse.GetValue(LockOption.Timeout), report);
            using HostRun run = new(nothing, HostOption.Of(parse, terminal.Error), parse.GetValue(HostOption.Node), turn);
            return new Applying(run, report).Run();
        });
        return command;
    }
}
