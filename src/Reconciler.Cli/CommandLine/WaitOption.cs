using System.CommandLine;

namespace Reconciler.Cli.CommandLine;

/// <summary><c>--wait</c>, of <c>apply</c>.</summary>
internal static class WaitOption
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Unsaid: <c>null</c>, which does not wait.</summary>
    public static Option<TimeSpan?> Wait { get; } = new("--wait")
    {
        HelpName = "TIME",
        Description = "Before planning, wait until all containers are there, as in 30s; those that are not by then are pending.",
        CustomParser = result => Duration.Parse(result, Wait!.Name, TimeSpan.Zero, Longest),
    };

    /// <summary>Adds it to a command.</summary>
    /// <param name="saved">The option for a saved plan.</param>
    public static void AddTo(Command command, Option<string?> saved)
    {
        command.Add(Wait);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Wait) is not null && result.GetResult(saved) is not null)
                result.AddError($"'{Wait.Name}' and '{saved.Name}' exclude each other: a saved plan is for the containers that there were");
        });
    }
}
