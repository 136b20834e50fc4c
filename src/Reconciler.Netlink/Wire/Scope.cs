using System.Net;
using System.Net.NetworkInformation;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Reconciler.Netlink.Wire;

/// <summary>
/// An open message or nested attribute, whose attributes are of one enumeration, so that wrong nesting does not compile.
/// Disposing it closes it and writes its length.
/// </summary>
public readonly ref struct Scope<TAttribute>
    where TAttribute : unmanaged, Enum
{
    private readonly MessageWriter writer;
    private readonly int mark;

    internal Scope(MessageWriter writer, int mark)
    {
        this.writer = writer;
        this.mark = mark;
    }

    /// <summary>Bytes written so far, this scope's own header included: an attribute holds at most 65,535.</summary>
    public int Length => writer.LengthSince(mark);

    /// <summary>Writes a fixed header, such as <c>struct ifinfomsg</c>, before the attributes.</summary>
    public void Struct<THeader>(in THeader header)
        where THeader : unmanaged
    {
        writer.RequireOpen(mark);
        MemoryMarshal.Write(writer.Append(Unsafe.SizeOf<THeader>()), in header);
    }

    /// <summary>Writes an attribute whose value has a fixed size; its type decides size and byte order.</summary>
    public void Put<TValue>(TAttribute type, TValue value)
        where TValue : unmanaged
        => MemoryMarshal.Write(Append(type, Unsafe.SizeOf<TValue>()), in value);

    /// <summary>Writes a text in UTF-8 with the NUL at its end.</summary>
    public void PutString(TAttribute type, string text)
    {
        Span<byte> space = Append(type, Encoding.UTF8.GetByteCount(text) + 1);
        Encoding.UTF8.GetBytes(text, space);
    }

    /// <summary>Writes bytes as they are.</summary>
    public void PutBytes(TAttribute type, ReadOnlySpan<byte> bytes) => bytes.CopyTo(Append(type, bytes.Length));

    /// <summary>Writes an attribute whose presence alone has a meaning.</summary>
    public void PutFlag(TAttribute type) => Append(type, 0);

    /// <summary>Writes an IP address: 4 or 16 bytes.</summary>
    public void PutAddress(TAttribute type, IPAddress address) => PutBytes(type, address.GetAddressBytes());

    /// <summary>Writes a link-layer address.</summary>
    public void PutAddress(TAttribute type, PhysicalAddress address) => PutBytes(type, address.GetAddressBytes());

    /// <summary>Writes attributes that were read before, headers and padding included, as they are.</summary>
    public void PutAttributes(ReadOnlySpan<byte> attributes)
    {
        writer.RequireOpen(mark);
        attributes.CopyTo(writer.Append(attributes.Length));
    }

    /// <summary>Opens an attribute that holds attributes.</summary>
    public Scope<TChild> Nest<TChild>(TAttribute type)
        where TChild : unmanaged, Enum
        => new(writer, Open(type));

    /// <summary>Opens an attribute that holds a list, each element of which holds attributes.</summary>
    public ListScope<TElement> NestList<TElement>(TAttribute type)
        where TElement : unmanaged, Enum
        => new(writer, Open(type));

    /// <summary>Closes the message or attribute.</summary>
    public void Dispose() => writer.Close(mark);

    private Span<byte> Append(TAttribute type, int size)
        => writer.AppendAttribute(mark, AttributeHeader.NumberOf(type), size, AttributeName<TAttribute>.Of);

    private int Open(TAttribute type) => writer.OpenAttribute(mark, AttributeHeader.NumberOf(type), AttributeName<TAttribute>.Of);
}
