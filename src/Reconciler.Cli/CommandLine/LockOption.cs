using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

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
        CustomParser = Parse,
    };

    private static TimeSpan? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (DurationOf(text) is TimeSpan time && time <= Longest)
            return time;
        result.AddError($"'--lock-timeout {text}' cannot be: a whole number with its unit, as in 0s, 30s, 5m or 1h, at most 24h");
        return null;
    }

    private static TimeSpan? DurationOf(string text)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            return null;
        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            _ => null,
        };
    }
}
