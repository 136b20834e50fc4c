using System.CommandLine;
using System.CommandLine.Parsing;
using Reconciler.Cli.CommandLine;
using Reconciler.Loading;

namespace Reconciler.Cli.Commands;

/// <summary><c>schema</c>: the form of documents for editors.</summary>
internal static class SchemaCommand
{
    public const string Name = "schema";

    private static readonly Argument<string?> Kind = new("KIND")
    {
        HelpName = "KIND",
        Description = $"{string.Join(" or ", SchemaDocuments.Kinds)}; otherwise one schema for all of them.",
        Arity = ArgumentArity.ZeroOrOne,
        Validators = { Check },
    };

    public static Command Define(Terminal terminal)
    {
        Kind.CompletionSources.Add([.. SchemaDocuments.Kinds]);
        Command command = new(Name, "Print the JSON Schema of documents, for editors.") { Kind };
        command.SetAction(parse =>
        {
            terminal.Output.Write(parse.GetValue(Kind) is string kind ? SchemaDocuments.Of(kind) : SchemaDocuments.All());
            return ExitCode.Success;
        });
        return command;
    }

    private static void Check(ArgumentResult result)
    {
        string kind = result.Tokens[0].Value;
        if (!SchemaDocuments.Kinds.Contains(kind))
            result.AddError($"there is no kind '{kind}'{Suggestion.For(kind, SchemaDocuments.Kinds)}");
    }
}
