using System.CommandLine.Parsing;
using System.Globalization;

namespace Reconciler.Cli.CommandLine;

/// <summary>Times as options say them: a whole number with its unit.</summary>
internal static class Duration
{
    /// <summary>Reads an option's value between two limits.</summary>
    public static TimeSpan Parse(ArgumentResult result, string option, TimeSpan shortest, TimeSpan longest)
    {
        string text = result.Tokens[0].Value;
        if (Of(text) is TimeSpan time && time >= shortest && time <= longest)
            return time;
        result.AddError($"'{option} {text}' cannot be: a whole number with its unit, as in 100ms, 30s, 5m or 1h, from {Words(shortest)} to {Words(longest)}");
        return shortest;
    }

    private static TimeSpan? Of(string text)
    {
        string digits = text.TrimEnd('m', 's', 'h');
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            return null;
        return text[digits.Length..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => null,
        };
    }

    private static string Words(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => Words(time.TotalMilliseconds, "ms"),
        { TotalMinutes: < 1 } => Words(time.TotalSeconds, "s"),
        { TotalHours: < 1 } => Words(time.TotalMinutes, "m"),
        _ => Words(time.TotalHours, "h"),
    };

    private static string Words(double number, string unit) => number.ToString(CultureInfo.InvariantCulture) + unit;
}
