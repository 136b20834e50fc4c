using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables;

/// <summary><c>NFTA_SET_DESC_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum SetDescriptionAttribute : ushort
{
    Size = 1,
    Concatenation = 2,
}

/// <summary><c>NFTA_SET_FIELD_*</c> of linux/netfilter/nf_tables.h</summary>
internal enum SetFieldAttribute : ushort
{
    Length = 1,
}

/// <summary>The part of a set's attributes that says how large it may grow and what its keys consist of.</summary>
internal static class SetDescription
{
    public static Set Read(Set set, AttributeView<SetAttribute> attribute)
    {
        foreach (AttributeView<SetDescriptionAttribute> part in attribute.Nested<SetDescriptionAttribute>())
        {
            set = part.Type switch
            {
                SetDescriptionAttribute.Size => set with { Size = part.Number() },
                SetDescriptionAttribute.Concatenation => set with { FieldLengths = ReadFields(part.Nested<ListElement>()) },
                _ => set,
            };
        }

        return set;
    }

    public static void Write(Set set, Scope<SetAttribute> message)
    {
        if (set.Size == 0 && set.FieldLengths.Count == 0)
            return;
        using Scope<SetDescriptionAttribute> description = message.Nest<SetDescriptionAttribute>(SetAttribute.Description);
        if (set.Size > 0)
            description.PutNumber(SetDescriptionAttribute.Size, set.Size);
        if (set.FieldLengths.Count == 0)
            return;
        using ListScope<SetFieldAttribute> fields = description.NestList<SetFieldAttribute>(SetDescriptionAttribute.Concatenation);
        foreach (uint length in set.FieldLengths)
        {
            using Scope<SetFieldAttribute> field = fields.Element();
            field.PutNumber(SetFieldAttribute.Length, length);
        }
    }

    private static List<uint> ReadFields(AttributeReader<ListElement> elements)
    {
        List<uint> lengths = [];
        foreach (AttributeView<ListElement> element in elements)
        {
            foreach (AttributeView<SetFieldAttribute> field in element.Nested<SetFieldAttribute>())
            {
                if (field.Type == SetFieldAttribute.Length)
                    lengths.Add(field.Number());
            }
        }

        return lengths;
    }
}
