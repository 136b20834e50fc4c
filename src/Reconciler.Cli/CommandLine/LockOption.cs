using System.CommandLine;

namespace Reconciler.Cli.CommandLine;

/// <summary><c>--lock-timeout</c>, of the commands that change a host.</summary>
internal static class LockOption
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Unsaid: <c>null</c>, which waits until the lock is free.</summary>
    public static Option<TimeSpan?> Timeout { get; } = new("--lock-timeout")
    {
        HelpName = "TIME",
        Description = "How long to wait while another process changes this host for the same owner, as in 30s; until it has ended unless said.",
        CustomParser = result => Duration.Parse(result, Timeout!.Name, TimeSpan.Zero, Longest),
    };
}
