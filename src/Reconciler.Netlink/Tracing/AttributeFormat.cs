using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Tracing;

/// <summary>Appends an attribute's value to a trace.</summary>
/// <param name="sibling">The last text before it among the attributes around it: the kind that decides how it is read.</param>
internal delegate void AttributeFormat(StringBuilder text, ReadOnlySpan<byte> value, string? sibling);

/// <summary>How values are written in traces. A value that does not have its format's size is written as bytes.</summary>
internal static class Formats
{
    private const int MostBytes = 64;

    /// <summary>A number in host byte order, of 1, 2, 4 or 8 bytes.</summary>
    public static AttributeFormat Number { get; } = (text, value, _) => Append(text, value, value.Length switch
    {
        1 => value[0],
        2 => BitConverter.ToUInt16(value),
        4 => BitConverter.ToUInt32(value),
        8 => BitConverter.ToUInt64(value),
        _ => null,
    });

    /// <summary>A number in network byte order, of 1, 2, 4 or 8 bytes.</summary>
    public static AttributeFormat NetworkNumber { get; } = (text, value, _) => Append(text, value, value.Length switch
    {
        1 => value[0],
        2 => BinaryPrimitives.ReadUInt16BigEndian(value),
        4 => BinaryPrimitives.ReadUInt32BigEndian(value),
        8 => BinaryPrimitives.ReadUInt64BigEndian(value),
        _ => null,
    });

    /// <summary>A text up to its NUL.</summary>
    public static AttributeFormat Text { get; } = (text, value, _) => text.Append('"').Append(TextOf(value)).Append('"');

    /// <summary>An IP address.</summary>
    public static AttributeFormat Address { get; } = (text, value, _) =>
    {
        if (value.Length is 4 or 16)
            text.Append(new IPAddress(value));
        else
            AppendBytes(text, value);
    };

    /// <summary>A link-layer address.</summary>
    public static AttributeFormat LinkLayerAddress { get; } = (text, value, _) =>
    {
        for (int i = 0; i < value.Length; i++)
            text.Append(i == 0 ? "" : ":").Append(CultureInfo.InvariantCulture, $"{value[i]:x2}");
    };

    /// <summary>Bytes in hexadecimal; the first of them when they are many.</summary>
    public static AttributeFormat Hexadecimal { get; } = (text, value, _) => AppendBytes(text, value);

    /// <summary>Attributes.</summary>
    public static AttributeFormat Nested(AttributeSchema schema) => (text, value, _) => schema.Append(text.Append("{ "), value).Append(" }");

    /// <summary>A fixed header and attributes.</summary>
    public static AttributeFormat Nested(int headerSize, Func<AttributeSchema> schema) => (text, value, _) =>
        schema().Append(text.Append("{ "), value[Math.Min(Alignment.Align(headerSize), value.Length)..]).Append(" }");

    /// <summary>Attributes that the text before them decides about.</summary>
    public static AttributeFormat ByKind(Dictionary<string, AttributeSchema> kinds) => (text, value, sibling) =>
    {
        if (sibling is not null && kinds.TryGetValue(sibling, out AttributeSchema? schema))
            Nested(schema)(text, value, sibling);
        else
            AppendBytes(text, value);
    };

    /// <summary>The text of a value, up to its NUL.</summary>
    public static string TextOf(ReadOnlySpan<byte> value)
    {
        int end = value.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? value : value[..end]);
    }

    private static void AppendBytes(StringBuilder text, ReadOnlySpan<byte> value)
    {
        text.Append("0x").Append(Convert.ToHexStringLower(value[..Math.Min(value.Length, MostBytes)]));
        if (value.Length > MostBytes)
            text.Append(CultureInfo.InvariantCulture, $"… ({value.Length} bytes)");
    }

    private static void Append(StringBuilder text, ReadOnlySpan<byte> value, ulong? number)
    {
        if (number is null)
            AppendBytes(text, value);
        else
            text.Append(CultureInfo.InvariantCulture, $"{number}");
    }
}
