using System.Globalization;

namespace Reconciler.Core.Documents;

/// <summary>A place in a file; line and column count from 1, columns in UTF-16 units as editors do.</summary>
public readonly record struct SourceLocation(string File, int Line, int Column) : IComparable<SourceLocation>
{
    /// <summary>By file (ordinal), line and column.</summary>
    public int CompareTo(SourceLocation other)
    {
        int byFile = string.CompareOrdinal(File, other.File);
        return byFile != 0 ? byFile : (Line, Column).CompareTo((other.Line, other.Column));
    }

    public static bool operator <(SourceLocation left, SourceLocation right) => left.CompareTo(right) < 0;

    public static bool operator >(SourceLocation left, SourceLocation right) => left.CompareTo(right) > 0;

    public static bool operator <=(SourceLocation left, SourceLocation right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SourceLocation left, SourceLocation right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}");
}

/// <summary>Where each value of one document stands in its file.</summary>
public abstract class SourceMap
{
    /// <summary>
    /// The place of a value by its path (<c>spec.subnets[0].gateway</c>); when the document does not say the value, the place of
    /// the nearest parent that it does say.
    /// </summary>
    public abstract SourceLocation Locate(string path);
}
