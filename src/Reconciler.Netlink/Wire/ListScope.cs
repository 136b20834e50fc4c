namespace Reconciler.Netlink.Wire;

/// <summary>An open attribute that holds a list of attributes of one type, such as nf_tables' <c>NFTA_LIST_ELEM</c>.</summary>
public readonly ref struct ListScope<TElement>
    where TElement : unmanaged, Enum
{
    private readonly MessageWriter writer;
    private readonly int mark;

    internal ListScope(MessageWriter writer, int mark)
    {
        this.writer = writer;
        this.mark = mark;
    }

    /// <summary>Bytes written so far, the list's own header included: an attribute holds at most 65,535.</summary>
    public int Length => writer.LengthSince(mark);

    /// <summary>Opens the next element.</summary>
    public Scope<TElement> Element(ushort type = (ushort)ListElement.Element) => new(writer, writer.OpenAttribute(mark, type, nameOf: null));

    /// <summary>Closes the list.</summary>
    public void Dispose() => writer.Close(mark);
}
