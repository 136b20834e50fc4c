using System.CommandLine;
using System.CommandLine.Parsing;

namespace Reconciler.Cli.CommandLine;

/// <summary><c>PATH…</c>: where the documents are.</summary>
internal static class PathArgument
{
    public static Argument<string[]> Paths { get; } = new("PATH")
    {
        Description = "Files or folders with documents; '-' is standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Adds the argument to a command, which needs at least one.</summary>
    public static void AddTo(Command command)
    {
        command.Add(Paths);
        command.Validators.Add(Check);
    }

    // The parser would take a mistyped option for a path.
    private static void Check(CommandResult result)
    {
        IEnumerable<string> paths = result.GetResult(Paths)?.Tokens.Select(t => t.Value) ?? [];
        foreach (string option in paths.Where(p => p.Length > 1 && p[0] == '-'))
            result.AddError(UsageErrors.Unknown(option, result.Command));
    }
}
