using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Reconciler.Netlink.Wire;

/// <summary>One message, sent or received; valid as long as the bytes that it was read from.</summary>
public readonly ref struct MessageView
{
    internal MessageView(MessageHeader header, ReadOnlySpan<byte> payload)
    {
        Header = header;
        Payload = payload;
    }

    /// <summary>Type, flags and sequence number.</summary>
    public MessageHeader Header { get; }

    /// <summary>What follows the header.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Reads the protocol's fixed header, such as <c>struct ifinfomsg</c>, and gives out the attributes after it.</summary>
    /// <exception cref="NetlinkFormatException">The payload is shorter than the header.</exception>
    public AttributeReader<TAttribute> Read<THeader, TAttribute>(out THeader header)
        where THeader : unmanaged
        where TAttribute : unmanaged, Enum
    {
        int size = Unsafe.SizeOf<THeader>();
        if (Payload.Length < size)
            throw new NetlinkFormatException(
                $"Message of type {Header.Type}: {Payload.Length} bytes, expected {typeof(THeader).Name} of {size}.");
        header = MemoryMarshal.Read<THeader>(Payload);
        return new AttributeReader<TAttribute>(Payload[Math.Min(Alignment.Align(size), Payload.Length)..]);
    }
}
