using Reconciler.Core.Diagnostics;
using Reconciler.Loading.Files;

namespace Reconciler.Loading.Yaml;

/// <summary>Puts the parser's syntax errors into words that say what to do.</summary>
internal static class SyntaxWords
{
    private enum Place
    {
        /// <summary>Where the parser says that the faulty construct begins.</summary>
        Start,

        /// <summary>Where the parser stopped.</summary>
        End,

        /// <summary>The first tab in the indentation of a line from there on.</summary>
        Tab,
    }

    private sealed record Known(string Part, Place Place, string Words, string? Hint);

    private static readonly Known[] Messages =
    [
        new("tab as indentation", Place.Tab, "a tab cannot indent a line", "indent with spaces"),
        new("did not find expected key", Place.Start, "a 'key: value' is expected here",
            "check the indentation: keys of one mapping begin in the same column"),
        new("did not find expected '-' indicator", Place.Start, "a list entry, which begins with '- ', is expected here",
            "check the indentation: the entries of one list begin in the same column"),
        new("found invalid mapping", Place.Start, "a second ': ' on one line, or a key that is indented too far",
            "put a text that contains ': ' in quotes; begin the keys of one mapping in the same column"),
        new("Block sequence entries are not allowed", Place.Start, "a list cannot begin on the line of its key",
            "begin the list on the next line, or write it in brackets: [a, b]"),
        new("character that cannot start any token", Place.Start, "a value cannot begin with this character", "put the text in quotes"),
        new("did not find expected node content", Place.Start, "a value is expected here", "check the brackets"),
        new("unexpected end of stream", Place.Start, "the quote that begins here does not end", "close it"),
        new("found wrong indentation", Place.Start, "the quote that begins here does not end on its line",
            "close it, or indent the lines that follow"),
        new("unexpected document indicator", Place.Start, "the quote that begins here does not end", "close it"),
        new("unknown escape character", Place.End, "an escape like this does not exist between double quotes",
            "write '\\\\' for a backslash, or use single quotes"),
        new("did not find expected ',' or ']'", Place.Start, "the list that is open here needs ',' or ']'", "close the bracket"),
        new("did not find expected ',' or '}'", Place.Start, "the mapping that is open here needs ',' or '}'", "close the brace"),
        new("expected <document end>", Place.Start, "something follows the end of the document", "check the brackets and the indentation"),
        new("expected <document start>", Place.Start, "a document is expected here", "begin it with '---'"),
        new("incompatible YAML document", Place.Start, "this version of YAML is not known", "use YAML 1.2"),
        new("could not find expected ':'", Place.Start, "a key without ':'", "write 'key: value'"),
        new("undefined tag handle", Place.Start, "tags are not accepted", "remove what begins with '!'"),
        new("anchor or alias", Place.Start, "anchors and aliases are not accepted", "put a text that begins with '*' or '&' in quotes"),
    ];

    /// <param name="start">Where the construct begins that is at fault, as offset into the text.</param>
    /// <param name="end">Where the parser stopped.</param>
    /// <param name="message">The parser's own words.</param>
    public static Diagnostic Explain(SourceText source, long start, long end, string message)
    {
        if (Messages.FirstOrDefault(m => message.Contains(m.Part, StringComparison.OrdinalIgnoreCase)) is not Known known)
            return YamlDiagnostics.Syntax(source.At(start), message.TrimEnd('.'), null);
        long offset = known.Place switch
        {
            Place.Start => start,
            Place.End => end,
            _ => FirstIndentingTab(source.Text, (int)start) ?? start,
        };
        return YamlDiagnostics.Syntax(source.At(offset), known.Words, known.Hint);
    }

    /// <summary>For a parser that gave up without words between brackets or braces.</summary>
    public static Diagnostic ExplainOpenBracket(SourceText source, long bracket) => YamlDiagnostics.Syntax(
        source.At(bracket), "what is open here is not closed", "close the bracket or brace, and put ',' between the entries");

    /// <summary>For a parser that gave up without words.</summary>
    public static Diagnostic ExplainUnexpected(SourceText source, long position) => YamlDiagnostics.Syntax(
        source.At(position), "the parser cannot go on here", "check the brackets, braces and tags before this place");

    private static int? FirstIndentingTab(string text, int from)
    {
        for (int line = text.LastIndexOf('\n', from) + 1; line >= 0 && line < text.Length;)
        {
            int content = text.AsSpan(line).IndexOfAnyExcept(' ');
            if (content >= 0 && text[line + content] == '\t')
                return line + content;
            int end = text.IndexOf('\n', line);
            line = end < 0 ? text.Length : end + 1;
        }
        return null;
    }
}
