using System.Text;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Tracing;

/// <summary>The names and formats of one attribute enumeration; attributes that it does not name are written as bytes.</summary>
internal sealed class AttributeSchema
{
    private readonly Func<ushort, string> nameOf;
    private readonly Dictionary<ushort, AttributeFormat> formats;

    private AttributeSchema(Func<ushort, string> nameOf, Dictionary<ushort, AttributeFormat> formats)
    {
        this.nameOf = nameOf;
        this.formats = formats;
    }

    /// <summary>A schema without any attribute.</summary>
    public static AttributeSchema Empty { get; } = Of<ListElement>();

    public static AttributeSchema Of<TAttribute>(params (TAttribute Attribute, AttributeFormat Format)[] formats)
        where TAttribute : unmanaged, Enum =>
        new(AttributeName<TAttribute>.Of, formats.ToDictionary(f => AttributeHeader.NumberOf(f.Attribute), f => f.Format));

    /// <summary>Appends attributes, as <c>Name "br0" Mtu 1500</c>.</summary>
    /// <exception cref="NetlinkFormatException">They are malformed.</exception>
    public StringBuilder Append(StringBuilder text, ReadOnlySpan<byte> attributes)
    {
        string? sibling = null;
        bool first = true;
        foreach (AttributeView<ListElement> attribute in new AttributeReader<ListElement>(attributes))
        {
            ushort number = (ushort)attribute.Type;
            AttributeFormat format = formats.GetValueOrDefault(number, Formats.Hexadecimal);
            text.Append(first ? "" : " ").Append(nameOf(number));
            if (!attribute.Bytes.IsEmpty)
                format(text.Append(' '), attribute.Bytes, sibling);
            if (format == Formats.Text)
                sibling = attribute.Text;
            first = false;
        }

        return text;
    }
}
