using System.Globalization;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources.Nft;

/// <summary>Values that together are a key, or what a map gives for one; prints as nft writes it: <c>tcp . 8080</c>.</summary>
public readonly record struct NftConcatenation(ValueList<NftValue> Values) : ISpanFormattable
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{this}");

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        charsWritten = 0;
        for (int i = 0; i < Values.Count; i++)
        {
            if (!destination[charsWritten..].TryWrite(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : " . ")}{Values[i]}", out int written))
                return false;
            charsWritten += written;
        }
        return true;
    }
}
