using System.Runtime.InteropServices;

namespace Reconciler.Netlink.Wire;

/// <summary>The messages in a datagram, in their order, read without allocation.</summary>
public readonly ref struct MessageReader(ReadOnlySpan<byte> datagram)
{
    private readonly ReadOnlySpan<byte> datagram = datagram;

    /// <summary>Starts at the first message.</summary>
    public Enumerator GetEnumerator() => new(datagram);

    /// <summary>Walks over the messages.</summary>
    public ref struct Enumerator
    {
        private ReadOnlySpan<byte> rest;

        internal Enumerator(ReadOnlySpan<byte> datagram) => rest = datagram;

        /// <summary>The message reached.</summary>
        public MessageView Current { get; private set; }

        /// <summary>Goes to the next message.</summary>
        /// <exception cref="NetlinkFormatException">Its length is impossible.</exception>
        public bool MoveNext()
        {
            if (rest.IsEmpty)
                return false;
            if (rest.Length < MessageHeader.Size)
                throw new NetlinkFormatException($"{rest.Length} bytes after the last message.");
            MessageHeader header = MemoryMarshal.Read<MessageHeader>(rest);
            if (header.Length < MessageHeader.Size || header.Length > rest.Length)
                throw new NetlinkFormatException($"Message of type {header.Type}: length {header.Length} with {rest.Length} bytes left.");
            Current = new MessageView(header, rest[MessageHeader.Size..(int)header.Length]);
            rest = rest[Math.Min(Alignment.Align((int)header.Length), rest.Length)..];
            return true;
        }
    }
}
