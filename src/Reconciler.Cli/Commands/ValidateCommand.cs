using System.CommandLine;
using Reconciler.Cli.CommandLine;
using Reconciler.Cli.Json;
using Reconciler.Cli.Rendering;
using Reconciler.Core.Diagnostics;
using Reconciler.Loading;

namespace Reconciler.Cli.Commands;

/// <summary><c>validate</c>: all checks that need no host.</summary>
internal static class ValidateCommand
{
    public const string Name = "validate";

    public static Command Define(Terminal terminal)
    {
        Command command = new(Name, "Check documents without looking at a host.");
        PathArgument.AddTo(command);
        command.Add(OutputOption.Faults);
        command.Add(PageOptions.NoColor);
        command.SetAction(parse => Run(parse, terminal));
        return command;
    }

    private static int Run(ParseResult parse, Terminal terminal)
    {
        HeapRoom.ForDocuments();
        LoadResult loaded = Loader.Load(parse.GetRequiredValue(PathArgument.Paths), terminal.Input);
        bool valid = !loaded.Diagnostics.Any(d => d.Severity == Severity.Error);
        IReadOnlyList<DocumentEntry> documents = DocumentEntry.Of(loaded.Documents);
        FaultOutput.Write(parse.GetValue(OutputOption.Faults), loaded.Diagnostics, terminal, () => ValidationJson.Of(valid, documents, loaded.Diagnostics), () =>
        {
            DiagnosticText.Write(loaded.Diagnostics, loaded.Sources, PageOptions.ErrorPage(parse, terminal));
            if (valid)
                PageOptions.OutputPage(parse, terminal).Line(Sum(documents.Count), Tone.Success);
        });
        return valid ? ExitCode.Success : ExitCode.Refused;
    }

    private static string Sum(int documents) => $"Valid: {Figures.Count(documents, "document")}.";
}
