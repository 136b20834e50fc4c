using System.Net;
using System.Net.NetworkInformation;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Reconciler.Netlink.Wire;

/// <summary>One attribute of a received message; valid as long as the bytes that it was read from.</summary>
public readonly ref struct AttributeView<TAttribute>
    where TAttribute : unmanaged, Enum
{
    internal AttributeView(TAttribute type, ReadOnlySpan<byte> bytes)
    {
        Type = type;
        Bytes = bytes;
    }

    /// <summary>Which attribute; a number that the enumeration does not know stays a number.</summary>
    public TAttribute Type { get; }

    /// <summary>The value.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>The value as UTF-8 text up to its NUL; bytes that are not UTF-8 become U+FFFD.</summary>
    public string Text
    {
        get
        {
            int end = Bytes.IndexOf((byte)0);
            return Encoding.UTF8.GetString(end < 0 ? Bytes : Bytes[..end]);
        }
    }

    /// <summary>The value as an IP address.</summary>
    /// <exception cref="NetlinkFormatException">It is neither 4 nor 16 bytes long.</exception>
    public IPAddress Address => Bytes.Length is 4 or 16
        ? new IPAddress(Bytes)
        : throw Malformed($"{Bytes.Length} bytes are no IP address");

    /// <summary>The value as a link-layer address.</summary>
    public PhysicalAddress PhysicalAddress => new(Bytes.ToArray());

    /// <summary>The value as a number or structure of a fixed size.</summary>
    /// <exception cref="NetlinkFormatException">It has another size.</exception>
    public TValue As<TValue>()
        where TValue : unmanaged
        => Bytes.Length == Unsafe.SizeOf<TValue>()
            ? MemoryMarshal.Read<TValue>(Bytes)
            : throw Malformed($"{Bytes.Length} bytes, expected {Unsafe.SizeOf<TValue>()}");

    /// <summary>The value as attributes.</summary>
    public AttributeReader<TChild> Nested<TChild>()
        where TChild : unmanaged, Enum
        => new(Bytes);

    /// <summary>The value as a fixed header followed by attributes.</summary>
    /// <exception cref="NetlinkFormatException">It is shorter than the header.</exception>
    public AttributeReader<TChild> Nested<THeader, TChild>(out THeader header)
        where THeader : unmanaged
        where TChild : unmanaged, Enum
    {
        int size = Unsafe.SizeOf<THeader>();
        if (Bytes.Length < size)
            throw Malformed($"{Bytes.Length} bytes, expected a header of {size}");
        header = MemoryMarshal.Read<THeader>(Bytes);
        return new AttributeReader<TChild>(Bytes[Math.Min(Alignment.Align(size), Bytes.Length)..]);
    }

    /// <summary>Appends the attribute as it was read, header and padding included, to be written back later.</summary>
    internal void CopyTo(List<byte> attributes)
    {
        AttributeHeader header = new((ushort)(AttributeHeader.Size + Bytes.Length), AttributeHeader.NumberOf(Type));
        attributes.AddRange(MemoryMarshal.AsBytes(new ReadOnlySpan<AttributeHeader>(in header)));
        attributes.AddRange(Bytes);
        attributes.AddRange(new byte[Alignment.Align(Bytes.Length) - Bytes.Length]);
    }

    /// <summary>An exception that names this attribute, for a value that its reader cannot accept.</summary>
    public NetlinkFormatException Malformed(string reason) => new($"{typeof(TAttribute).Name}.{Type}: {reason}.");
}
