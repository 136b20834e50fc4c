using System.CommandLine;
using Reconciler.Agent;

namespace Reconciler.Cli.CommandLine;

/// <summary>Options of <c>watch</c> about a Git repository.</summary>
internal static class GitOption
{
    private const string DefaultCache = "/var/cache/reconciler";

    // systemd's, of a unit with CacheDirectory=.
    private const string CacheVariable = "CACHE_DIRECTORY";

    public static Option<string?> Url { get; } = new("--git")
    {
        HelpName = "URL",
        Description = "Follow a branch of this Git repository instead of files: https, ssh or a path, as 'git fetch' takes it.",
    };

    public static Option<string> Branch { get; } = new("--branch")
    {
        HelpName = "NAME",
        Description = "Which branch; main unless said.",
        DefaultValueFactory = _ => "main",
    };

    public static Option<string[]> Path { get; } = new("--path")
    {
        HelpName = "PATH",
        Description = "Where in the repository the documents are; may be said several times; everywhere unless said.",
        DefaultValueFactory = _ => ["."],
    };

    public static Option<TimeSpan> Interval { get; } = new("--interval")
    {
        HelpName = "TIME",
        Description = "How often it is fetched; 30s unless said.",
        DefaultValueFactory = _ => TimeSpan.FromSeconds(30),
        CustomParser = result => Duration.Parse(result, "--interval", TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(24)),
    };

    public static Option<string?> Keys { get; } = new("--verify-signatures")
    {
        HelpName = "KEYFILE",
        Description = "Take only commits that are signed by one of these keys: ssh's allowed signers, or an armoured OpenPGP keyring.",
    };

    public static Option<string?> Cache { get; } = new("--cache")
    {
        HelpName = "FOLDER",
        Description = $"Where the newest commit is kept; {DefaultCache}/OWNER unless said.",
    };

    /// <summary>Adds them to a command.</summary>
    public static void AddTo(Command command)
    {
        Option[] dependent = [Branch, Path, Interval, Keys, Cache];
        command.Add(Url);
        foreach (Option option in dependent)
            command.Add(option);
        command.Validators.Add(result =>
        {
            foreach (Option option in dependent.Where(o => result.GetResult(Url) is null && result.GetResult(o) is { Implicit: false }))
                result.AddError($"'{option.Name}' is about a repository: say which one with '--git URL'");
        });
    }

    /// <summary>The repository that a command line names; <c>null</c>: none.</summary>
    public static GitOptions? Of(ParseResult parse, string owner) => parse.GetValue(Url) is not string url ? null
        : new(url, parse.GetRequiredValue(Branch), System.IO.Path.GetFullPath(parse.GetValue(Cache) ?? System.IO.Path.Combine(Environment.GetEnvironmentVariable(CacheVariable) ?? DefaultCache, owner)))
        {
            Interval = parse.GetValue(Interval),
            KeyFile = parse.GetValue(Keys),
        };
}
