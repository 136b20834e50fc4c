using System.CommandLine;
using System.CommandLine.Parsing;

namespace Reconciler.Cli.CommandLine;

/// <summary>What is wrong with a command line, in sentences that say what to write instead.</summary>
internal static class UsageErrors
{
    /// <summary>The faults; none when the command line can be carried out.</summary>
    public static IReadOnlyList<string> Of(ParseResult parse)
    {
        if (parse.Errors.Count == 0)
            return [];
        // After a command that does not exist, nothing that follows can be judged.
        Command command = parse.CommandResult.Command;
        IEnumerable<string> unmatched = command.Subcommands.Count > 0 ? parse.UnmatchedTokens.Take(1) : parse.UnmatchedTokens;
        string[] unknown = [.. unmatched.Select(token => Unknown(token, command))];
        return unknown.Length > 0 ? unknown : [.. parse.Errors.Select(error => Describe(error, command))];
    }

    /// <summary>The command whose help explains it.</summary>
    public static string HelpCommand(ParseResult parse) =>
        string.Join(' ', Chain(parse.CommandResult).Reverse().Select(c => c.Command.Name).Append("--help"));

    /// <summary>The fault of an option or a word that the command does not know.</summary>
    public static string Unknown(string token, Command command)
    {
        if (token.StartsWith('-'))
            return $"'{command.Name}' has no option '{token}'{Suggestion.For(token, command.Options.SelectMany(o => (string[])[o.Name, .. o.Aliases]))}";
        return command.Subcommands.Count > 0
            ? $"there is no command '{token}'{Suggestion.For(token, command.Subcommands.Select(c => c.Name))}"
            : $"'{command.Name}' does not take '{token}'";
    }

    /// <summary>The fault of a command that is not told where the documents are.</summary>
    public static string NoPath(Command command) =>
        $"say where the documents are, as in 'reconciler {command.Name} networks/' ('-' reads standard input)";

    private static string Describe(ParseError error, Command command) =>
        error.SymbolResult is ArgumentResult { Tokens.Count: 0 } missing && missing.Argument == PathArgument.Paths
            ? NoPath(command)
            : error.Message.TrimEnd('.');

    private static IEnumerable<CommandResult> Chain(CommandResult innermost)
    {
        for (SymbolResult? result = innermost; result is CommandResult command; result = result.Parent)
            yield return command;
    }
}
