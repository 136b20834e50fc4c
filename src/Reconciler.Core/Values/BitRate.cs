using System.Globalization;

namespace Reconciler.Core.Values;

/// <summary>Bits per second, written as tc(8) does: <c>100mbit</c>, with units of 1000.</summary>
public readonly record struct BitRate(long BitsPerSecond) : IFormattable
{
    private static readonly (string Unit, long Bits)[] Units = [("gbit", 1_000_000_000), ("mbit", 1_000_000), ("kbit", 1_000), ("bit", 1)];

    /// <summary>Whole bytes per second.</summary>
    public long BytesPerSecond => BitsPerSecond / 8;

    /// <summary>Reads a whole number and one of the units bit, kbit, mbit and gbit.</summary>
    public static bool TryParse(string text, out BitRate rate)
    {
        rate = default;
        int digits = text.TakeWhile(char.IsAsciiDigit).Count();
        long factor = Units.FirstOrDefault(u => u.Unit == text[digits..]).Bits;
        if (factor == 0 || !long.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out long number) || number > long.MaxValue / factor)
            return false;
        rate = new(number * factor);
        return true;
    }

    /// <summary>In the largest unit that leaves no fraction.</summary>
    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    /// <inheritdoc cref="ToString()"/>
    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        long bits = BitsPerSecond;
        (string unit, long factor) = Units.First(u => bits % u.Bits == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{bits / factor}{unit}");
    }
}
