using System.CommandLine;
using System.CommandLine.Parsing;

namespace Reconciler.Cli.CommandLine;

/// <summary>For whom a result is written.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs: the schema of <c>docs/json.md</c>.</summary>
    Json,

    /// <summary>For GitHub's checks: workflow commands, shown at the lines of a pull request.</summary>
    GitHub,

    /// <summary>For code scanners: SARIF 2.1.0.</summary>
    Sarif,

    /// <summary>For continuous integration: JUnit's XML.</summary>
    JUnit,

    /// <summary>For a comment on a pull request.</summary>
    Markdown,
}

/// <summary><c>--output</c>, with the formats that a command has.</summary>
internal static class OutputOption
{
    /// <summary>For results that are data.</summary>
    public static Option<OutputFormat> Data { get; } = Of("text", "json");

    /// <summary>For results that are a list of faults.</summary>
    public static Option<OutputFormat> Faults { get; } = Of("text", "json", "github", "sarif");

    /// <summary>For results that are tests and their faults.</summary>
    public static Option<OutputFormat> Tests { get; } = Of("text", "json", "github", "sarif", "junit", "markdown");

    // Named in the order of the enumeration, whose own names would have to be looked for by reflection at each start.
    private static Option<OutputFormat> Of(params string[] names)
    {
        Option<OutputFormat> option = new("--output", "-o")
        {
            HelpName = string.Join('|', names),
            Description = "How the result is written; text unless said.",
            CustomParser = result => Parse(result, names),
        };
        option.CompletionSources.Add(names);
        return option;
    }

    private static OutputFormat Parse(ArgumentResult result, string[] names)
    {
        string name = result.Tokens[0].Value;
        int index = Array.IndexOf(names, name);
        if (index < 0)
            result.AddError($"'--output {name}' does not exist{Suggestion.For(name, names)}; there are {string.Join(", ", names)}");
        return (OutputFormat)Math.Max(0, index);
    }
}
