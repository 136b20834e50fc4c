using System.Text;

namespace Reconciler.Benchmarks.Reporting;

/// <summary>A page of which some parts are written by people and others are what was measured.</summary>
internal static class Page
{
    /// <summary>Puts texts between the lines that begin and end each part of that name.</summary>
    /// <exception cref="InvalidOperationException">The page has no such lines, or not those only.</exception>
    public static string Fill(string page, IReadOnlyDictionary<string, string> parts)
    {
        StringBuilder filled = new();
        HashSet<string> missing = [.. parts.Keys];
        string? open = null;
        foreach (string line in page.Split('\n'))
        {
            if (open is not null && line == End(open))
                open = null;
            if (open is not null)
                continue;
            filled.Append(line).Append('\n');
            open = parts.Keys.FirstOrDefault(name => line == Begin(name));
            if (open is null)
                continue;
            missing.Remove(open);
            filled.Append(parts[open]);
        }
        if (open is not null || missing.Count > 0)
            throw new InvalidOperationException($"the page has no '{End(open ?? "")}' or no '{Begin(missing.FirstOrDefault() ?? "")}'");
        return filled.ToString()[..^1];
    }

    /// <summary>The line before a part.</summary>
    public static string Begin(string name) => $"<!-- measured: {name} -->";

    /// <summary>The line after it.</summary>
    public static string End(string name) => $"<!-- end: {name} -->";
}
