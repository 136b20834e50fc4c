using System.Runtime.InteropServices;

namespace Reconciler.Netlink.Wire;

/// <summary>
/// Writes messages one after another into one growing buffer that is reused. <see cref="Begin{TAttribute}"/> opens a message,
/// disposing the scope that it returns closes it; a connection numbers and sends them. Not safe for use by several threads.
/// </summary>
public sealed class MessageWriter
{
    internal const int NoMark = -1;

    // Enough for the one request that most writers ever hold.
    private const int FirstBytes = 128;

    private readonly List<MessageMark> messages = [];
    private readonly List<AttributeMark> marks = [];
    private byte[] buffer = [];
    private int length;
    private int open = NoMark;
    private bool messageIsOpen;

    /// <summary>How many messages were begun.</summary>
    public int Count => messages.Count;

    /// <summary>Bytes of all messages together, padding included.</summary>
    public int Length => length;

    /// <summary>The bytes of all messages.</summary>
    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, length);

    /// <summary>Forgets all messages and keeps the buffer.</summary>
    public void Clear()
    {
        messages.Clear();
        marks.Clear();
        length = 0;
        open = NoMark;
        messageIsOpen = false;
    }

    /// <summary>Opens a message; <see cref="MessageFlags.Request"/> is added, its sequence number is set when it is sent.</summary>
    /// <exception cref="InvalidOperationException">The message before it is still open.</exception>
    public Scope<TAttribute> Begin<TAttribute>(ushort type, MessageFlags flags)
        where TAttribute : unmanaged, Enum
    {
        if (messageIsOpen)
            throw new InvalidOperationException("The message before this one is still open.");
        messageIsOpen = true;
        messages.Add(new MessageMark(length, marks.Count));
        MessageHeader header = new(0, type, flags | MessageFlags.Request, 0, 0);
        MemoryMarshal.Write(Append(MessageHeader.Size), in header);
        return new Scope<TAttribute>(this, NoMark);
    }

    /// <summary>The bytes of one closed message, header included.</summary>
    public ReadOnlySpan<byte> Message(int index) => buffer.AsSpan(messages[index].Offset, EndOf(index) - messages[index].Offset);

    /// <summary>Where a message begins in <see cref="Bytes"/>.</summary>
    public int OffsetOf(int index) => messages[index].Offset;

    /// <summary>
    /// The path of the attribute that begins at <paramref name="offset"/> of a message, such as <c>LinkInfo/Data/StpState</c>;
    /// null when none begins there. An offset counts from the message's header, as the kernel's <c>NLMSGERR_ATTR_OFFS</c> does.
    /// </summary>
    public string? PathAt(int message, int offset)
    {
        int absolute = messages[message].Offset + offset;
        int end = message + 1 < messages.Count ? messages[message + 1].FirstMark : marks.Count;
        for (int mark = messages[message].FirstMark; mark < end; mark++)
        {
            if (marks[mark].Offset == absolute)
                return PathOf(mark);
        }

        return null;
    }

    /// <summary>The header of a message, to be numbered and flagged before it is sent.</summary>
    internal ref MessageHeader HeaderOf(int index)
        => ref MemoryMarshal.AsRef<MessageHeader>(buffer.AsSpan(messages[index].Offset, MessageHeader.Size));

    /// <summary>Appends zeroed space, padded to four bytes.</summary>
    internal Span<byte> Append(int size)
    {
        int start = length;
        int padded = Alignment.Align(size);
        if (buffer.Length - start < padded)
            Array.Resize(ref buffer, Math.Max(Math.Max(buffer.Length * 2, FirstBytes), start + padded));
        Span<byte> space = buffer.AsSpan(start, padded);
        space.Clear();
        length = start + padded;
        return space[..size];
    }

    /// <summary>Appends the header of an attribute and zeroed space for its value.</summary>
    internal Span<byte> AppendAttribute(int scope, ushort type, int size, Func<ushort, string>? nameOf)
    {
        RequireOpen(scope);
        int total = AttributeHeader.Size + size;
        marks.Add(new AttributeMark(length, scope, type, nameOf));
        Span<byte> space = Append(total);
        AttributeHeader header = new(CheckedLength(total, marks.Count - 1), type);
        MemoryMarshal.Write(space, in header);
        return space[AttributeHeader.Size..];
    }

    internal int OpenAttribute(int scope, ushort type, Func<ushort, string>? nameOf)
    {
        AppendAttribute(scope, (ushort)(type | AttributeHeader.Nested), 0, nameOf);
        return open = marks.Count - 1;
    }

    /// <summary>Closes the innermost open attribute, or the message when <paramref name="scope"/> is <see cref="NoMark"/>.</summary>
    internal void Close(int scope)
    {
        RequireOpen(scope);
        if (scope == NoMark)
        {
            CloseMessage();
            return;
        }

        AttributeMark mark = marks[scope];
        AttributeHeader header = new(CheckedLength(length - mark.Offset, scope), mark.Type);
        MemoryMarshal.Write(buffer.AsSpan(mark.Offset), in header);
        open = mark.Parent;
    }

    internal int LengthSince(int scope) => length - (scope == NoMark ? messages[^1].Offset : marks[scope].Offset);

    internal void RequireOpen(int scope)
    {
        if (!messageIsOpen || scope != open)
            throw new InvalidOperationException("Another attribute inside or outside of this scope is open.");
    }

    private void CloseMessage()
    {
        ref MessageHeader header = ref HeaderOf(messages.Count - 1);
        header = header with { Length = (uint)(length - messages[^1].Offset) };
        messageIsOpen = false;
    }

    private int EndOf(int index) => index + 1 < messages.Count ? messages[index + 1].Offset : length;

    private ushort CheckedLength(int total, int mark)
        => total <= ushort.MaxValue
            ? (ushort)total
            : throw new InvalidOperationException($"{PathOf(mark)}: {total} bytes, at most {ushort.MaxValue} fit in an attribute.");

    private string PathOf(int mark)
    {
        AttributeMark attribute = marks[mark];
        string parent = attribute.Parent == NoMark ? "" : PathOf(attribute.Parent);
        if (attribute.NameOf is null)
            return $"{parent}[{PositionOf(mark)}]";
        string name = attribute.NameOf((ushort)(attribute.Type & AttributeHeader.TypeMask));
        return parent.Length == 0 ? name : $"{parent}/{name}";
    }

    private int PositionOf(int mark)
    {
        int position = 0;
        for (int sibling = marks[mark].Parent + 1; sibling < mark; sibling++)
        {
            if (marks[sibling].Parent == marks[mark].Parent)
                position++;
        }

        return position;
    }

    private readonly record struct MessageMark(int Offset, int FirstMark);
}
