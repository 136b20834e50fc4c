using System.CommandLine;

namespace Reconciler.Cli.CommandLine;

/// <summary><c>--confirm</c>, of <c>apply</c>.</summary>
internal static class ConfirmOption
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static Option<TimeSpan?> Confirm { get; } = new("--confirm")
    {
        HelpName = "TIME",
        Description = "Undo everything unless 'reconciler confirm' comes within this time, as in 60s; goes on waiting when the terminal is lost.",
        CustomParser = result => Duration.Parse(result, Confirm!.Name, Shortest, Longest),
    };

    /// <summary>Adds it to a command.</summary>
    public static void AddTo(Command command)
    {
        command.Add(Confirm);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Confirm) is not null && result.GetValue(HostOption.Sandbox))
                result.AddError("'--confirm' and '--sandbox' exclude each other: nobody could confirm in a host that is thrown away");
        });
    }
}
