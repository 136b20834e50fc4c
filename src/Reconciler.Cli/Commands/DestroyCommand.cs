using System.CommandLine;
using Reconciler.Cli.CommandLine;
using Reconciler.Core.Documents;
using Reconciler.Loading;

namespace Reconciler.Cli.Commands;

/// <summary><c>destroy</c>: an apply of no documents at all.</summary>
internal static class DestroyCommand
{
    public static Command Define(Terminal terminal)
    {
        Command command = new("destroy", "Remove all that the owner owns, whatever the documents say; touches nothing else.");
        HostOption.AddTo(command);
        PageOptions.AddTo(command);
        command.SetAction(parse =>
        {
            using HostRun run = new(new LoadResult(DocumentSet.Empty, [], new Dictionary<string, string>()), HostOption.Of(parse, terminal.Error), parse.GetValue(HostOption.Node));
            return new Applying(run, new Report(parse, terminal)).Run();
        });
        return command;
    }
}
