using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Inspecting;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Rendering;

/// <summary>What was looked at, one a line; below what is in the way stands what to do.</summary>
internal static class CheckText
{
    private const int AreaWidth = 17;

    public static void Write(ValueList<Check> checks, Page page)
    {
        foreach (Check check in checks)
        {
            if (check.IsClear)
                WriteLine("✓ ", Tone.Success, check.Area, check.Summary, page);
            foreach (Diagnostic finding in check.Findings)
                WriteFinding(check.Area, finding, page);
        }
        if (checks.Count > 0)
            page.Line(Sum(checks), Tone.Strong);
    }

    private static void WriteFinding(string area, Diagnostic finding, Page page)
    {
        bool isError = finding.Severity == Severity.Error;
        string at = finding.At is SourceLocation place ? $" ({place})" : "";
        WriteLine(isError ? "✗ " : "! ", isError ? Tone.Error : Tone.Warning, area, finding.Message + at, page);
        if (finding.Hint is string hint)
            page.Line($"{"",2}{"",-AreaWidth} → {hint}", Tone.Faint);
    }

    private static void WriteLine(string symbol, Tone tone, string area, string text, Page page)
    {
        page.Write(symbol, tone);
        page.Line($"{area,-AreaWidth} {text}");
    }

    private static string Sum(ValueList<Check> checks)
    {
        int errors = checks.Sum(c => c.Findings.Count(f => f.Severity == Severity.Error));
        int warnings = checks.Sum(c => c.Findings.Count) - errors;
        return (errors, warnings) switch
        {
            (0, 0) => "Nothing is in the way.",
            (_, 0) => $"{Things(errors)} in the way.",
            (0, _) => $"{Things(warnings, "may be")} in the way.",
            _ => $"{Things(errors)} in the way, {warnings} may be.",
        };
    }

    private static string Things(int count, string? verb = null) => $"{Figures.Count(count, "thing")} {verb ?? (count == 1 ? "is" : "are")}";
}
