using System.CommandLine;
using Reconciler.Cli.CommandLine;
using Reconciler.Cli.Json;

namespace Reconciler.Cli.Commands;

/// <summary><c>version</c>: which program this is.</summary>
internal static class VersionCommand
{
    public const string Name = "version";

    /// <summary>Whether a command line is this command.</summary>
    public static bool IsAskedFor(ParseResult parse) => parse.CommandResult.Command.Name == Name;

    public static Command Define(Terminal terminal)
    {
        Command command = new(Name, "Show which version of the program this is.") { OutputOption.Data };
        command.SetAction(parse => Run(parse.GetValue(OutputOption.Data), terminal));
        return command;
    }

    public static int Run(OutputFormat format, Terminal terminal)
    {
        string commit = ProductVersion.Commit is string hash ? $" ({hash[..Math.Min(12, hash.Length)]})" : "";
        if (format == OutputFormat.Json)
            JsonOutput.Write(new VersionJson(ProductVersion.Number, ProductVersion.Commit), terminal.Output);
        else
            terminal.Output.Write($"reconciler {ProductVersion.Number}{commit}\n");
        return ExitCode.Success;
    }
}
