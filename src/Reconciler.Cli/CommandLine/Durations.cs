using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Reconciler.Cli.CommandLine;

/// <summary>Times as command lines have them: a whole number with its unit.</summary>
internal static class Durations
{
    /// <summary>The value of an option; anything else is its error.</summary>
    public static TimeSpan? Parse(ArgumentResult result, Option option, TimeSpan shortest, TimeSpan longest)
    {
        string text = result.Tokens[0].Value;
        if (Of(text) is TimeSpan time && time >= shortest && time <= longest)
            return time;
        string atLeast = shortest > TimeSpan.Zero ? $"at least {shortest.TotalSeconds:0}s and " : "";
        result.AddError($"'{option.Name} {text}' cannot be: a whole number with its unit, as in 0s, 30s, 5m or 1h, {atLeast}at most {longest.TotalHours:0}h");
        return null;
    }

    private static TimeSpan? Of(string text)
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
