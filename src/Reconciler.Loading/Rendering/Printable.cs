using System.Globalization;
using System.Text;

namespace Reconciler.Loading.Rendering;

/// <summary>Text of somebody else for terminals: what would move the cursor, change colours or turn the direction around is shown as U+FFFD.</summary>
public static class Printable
{
    /// <summary>A text within a line: the ends of lines are harmful as well.</summary>
    /// <returns>The same where there is nothing harmful in it.</returns>
    public static string Text(string text) => IsHarmless(text) ? text : Text(text.AsSpan());

    /// <inheritdoc cref="Text(string)"/>
    public static string Text(ReadOnlySpan<char> text)
    {
        if (IsHarmless(text))
            return text.ToString();
        StringBuilder shown = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            shown.Append(IsHarmful(rune) ? "\uFFFD" : rune.ToString());
        return shown.ToString();
    }

    /// <summary>Lines, whose ends (LF) remain.</summary>
    public static string Lines(string text) => text.Contains('\n', StringComparison.Ordinal)
        ? string.Join('\n', text.Split('\n').Select(line => Text(line)))
        : Text(text);

    /// <summary>Spaces as wide as a text is on a terminal; tabs stay tabs, so that they end where the text's do.</summary>
    public static string Blank(ReadOnlySpan<char> text)
    {
        StringBuilder blank = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value == '\t')
                blank.Append('\t');
            else
                blank.Append(' ', Width(rune));
        }
        return blank.ToString();
    }

    // Most is ASCII; the rest is looked at one by one. Half of a surrogate pair is read as U+FFFD, and has to become it.
    private static bool IsHarmless(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyExceptInRange(' ', '~'))
            return true;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsHarmful(rune) || rune == Rune.ReplacementChar)
                return false;
        }
        return true;
    }

    // Format characters include those that turn the direction of the text around.
    private static bool IsHarmful(Rune rune) => rune.Value != '\t' && Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static int Width(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => 0,
        _ => IsWide(rune.Value) ? 2 : 1,
    };

    // The blocks that terminals show two columns wide: Hangul, CJK, full-width forms, emoji.
    private static bool IsWide(int codePoint) => codePoint
        is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF)
        or (>= 0x20000 and <= 0x3FFFD);
}
