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

    /// <summary>The same for a command that does without.</summary>
    public static Argument<string[]> OptionalPaths { get; } = new("PATH")
    {
        Description = "Files or folders with documents that the host is examined for; '-' is standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>The same for <c>apply</c>, which finds them by a saved plan as well.</summary>
    public static Argument<string[]> PathsUnlessSaved { get; } = new("PATH")
    {
        Description = "Files or folders with documents; '-' is standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>The same for <c>status</c>, which asks the daemon without.</summary>
    public static Argument<string[]> PathsUnlessWatched { get; } = new("PATH")
    {
        Description = "Files or folders with documents; '-' is standard input. Without any the daemon is asked.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>The same for <c>watch</c>, which finds them in a Git repository as well.</summary>
    public static Argument<string[]> PathsUnlessGit { get; } = new("PATH")
    {
        Description = "Files or folders with documents.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Adds the argument to a command that takes a Git repository in its place.</summary>
    public static void AddUnlessGitTo(Command command, Option<string?> git)
    {
        Add(command, PathsUnlessGit);
        command.Validators.Add(result =>
        {
            string[] paths = [.. result.GetResult(PathsUnlessGit)?.Tokens.Select(t => t.Value) ?? []];
            bool isGit = result.GetResult(git) is not null;
            if (isGit && paths.Length > 0)
                result.AddError("the documents are in the repository: say '--path PATH' instead of a path of this host");
            else if (!isGit && paths.Length == 0)
                result.AddError("say where the documents are, as in 'reconciler watch networks/' or 'reconciler watch --git URL'");
            if (paths.Contains("-"))
                result.AddError("standard input does not change: name a file or folder instead of '-'");
        });
    }

    /// <summary>Adds the argument to a command that asks the daemon without.</summary>
    public static void AddUnlessWatchedTo(Command command) => Add(command, PathsUnlessWatched);

    /// <summary>Adds the argument to a command, which needs at least one.</summary>
    public static void AddTo(Command command) => Add(command, Paths);

    /// <summary>Adds the argument to a command that does without.</summary>
    public static void AddOptionalTo(Command command) => Add(command, OptionalPaths);

    /// <summary>Adds the argument to a command that takes a saved plan in its place.</summary>
    public static void AddUnlessSavedTo(Command command, Option<string?> saved)
    {
        Add(command, PathsUnlessSaved);
        command.Validators.Add(result =>
        {
            bool hasPaths = result.GetResult(PathsUnlessSaved) is { Tokens.Count: > 0 };
            if (hasPaths && result.GetResult(saved) is not null)
                result.AddError($"'{saved.Name}' says where the documents are: leave the paths out");
            else if (!hasPaths && result.GetResult(saved) is null)
                result.AddError(UsageErrors.NoPath(command));
        });
    }

    private static void Add(Command command, Argument<string[]> argument)
    {
        command.Add(argument);
        command.Validators.Add(result => Check(result, argument));
    }

    // The parser would take a mistyped option for a path.
    private static void Check(CommandResult result, Argument<string[]> argument)
    {
        IEnumerable<string> paths = result.GetResult(argument)?.Tokens.Select(t => t.Value) ?? [];
        foreach (string option in paths.Where(p => p.Length > 1 && p[0] == '-'))
            result.AddError(UsageErrors.Unknown(option, result.Command));
    }
}
