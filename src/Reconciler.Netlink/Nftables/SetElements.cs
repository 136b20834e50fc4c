using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables;

/// <summary><c>NFTA_SET_ELEM_LIST_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum ElementListAttribute : ushort
{
    Table = 1,
    Set = 2,
    Elements = 3,
}

/// <summary>Some or all elements of one set.</summary>
public sealed record SetElements(NetfilterFamily Family, string Table, string Set, IReadOnlyList<SetElement> Elements)
{
    /// <summary>Reads a <see cref="NftablesMessageType.NewElements"/>: one part of the answer to a request for a set's elements.</summary>
    /// <exception cref="NetlinkFormatException">It is malformed.</exception>
    public static SetElements Read(MessageView message)
    {
        string table = "", set = "";
        List<SetElement> elements = [];
        AttributeReader<ElementListAttribute> attributes =
            message.Read<NetfilterHeader, ElementListAttribute>(out NetfilterHeader header);
        foreach (AttributeView<ElementListAttribute> attribute in attributes)
        {
            switch (attribute.Type)
            {
                case ElementListAttribute.Table: table = attribute.Text; break;
                case ElementListAttribute.Set: set = attribute.Text; break;
                case ElementListAttribute.Elements:
                    foreach (AttributeView<ListElement> element in attribute.Nested<ListElement>())
                        elements.Add(SetElement.Read(element.Nested<ElementAttribute>()));
                    break;
            }
        }

        return new((NetfilterFamily)header.Family, table, set, elements);
    }

    /// <summary>Writes elements from <paramref name="first"/> on as long as they fit into one attribute.</summary>
    /// <returns>The position after the last one written.</returns>
    internal int WriteTo(Scope<ElementListAttribute> message, int first)
    {
        message.PutString(ElementListAttribute.Table, Table);
        message.PutString(ElementListAttribute.Set, Set);
        using ListScope<ElementAttribute> list = message.NestList<ElementAttribute>(ElementListAttribute.Elements);
        int next = first;
        while (next < Elements.Count && (next == first || list.Length + MaximumElementLength <= ushort.MaxValue))
        {
            using Scope<ElementAttribute> element = list.Element((ushort)(next - first + 1));
            Elements[next].WriteTo(element);
            next++;
        }

        return next;
    }

    // Key, key end and data of 64 bytes each, 256 bytes of user data, and room for expressions.
    private const int MaximumElementLength = 2048;
}
