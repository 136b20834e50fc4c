using System.Globalization;

namespace Reconciler.Benchmarks;

/// <summary>The command line: a word, and options with one value each.</summary>
internal sealed class Arguments(string[] words)
{
    /// <summary>The word; empty: none.</summary>
    public string Verb => words is [string verb, ..] && !verb.StartsWith('-') ? verb : "";

    /// <summary>A number.</summary>
    public int Number(string option, int otherwise) => Value(option) is string text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Numbers with commas between them.</summary>
    public IReadOnlyList<int> Numbers(string option, params int[] otherwise) =>
        Value(option) is string text ? [.. text.Split(',').Select(t => int.Parse(t, CultureInfo.InvariantCulture))] : otherwise;

    /// <summary>Words with commas between them; <c>null</c>: the option is not given.</summary>
    public IReadOnlyList<string>? Words(string option) => Value(option)?.Split(',');

    /// <summary>The value of an option; <c>null</c>: it is not given.</summary>
    public string? Value(string option) => Array.IndexOf(words, option) is int at and >= 0 && at + 1 < words.Length ? words[at + 1] : null;
}
