namespace Reconciler.Loading.Binding;

/// <summary>Numbers as documents write them: decimal digits, perhaps after a minus, no leading zeros.</summary>
internal static class DecimalNumber
{
    public static bool IsWritten(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> digits = text.StartsWith('-') ? text[1..] : text;
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9') && (digits.Length == 1 || digits[0] != '0');
    }
}
