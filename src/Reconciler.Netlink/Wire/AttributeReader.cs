using System.Runtime.InteropServices;

namespace Reconciler.Netlink.Wire;

/// <summary>
/// The attributes in a span, in their order, read without allocation. Attributes with unknown numbers are given out too; callers
/// skip what they do not know.
/// </summary>
public readonly ref struct AttributeReader<TAttribute>(ReadOnlySpan<byte> bytes)
    where TAttribute : unmanaged, Enum
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    /// <summary>Starts at the first attribute.</summary>
    public Enumerator GetEnumerator() => new(bytes);

    /// <summary>Walks over the attributes.</summary>
    public ref struct Enumerator
    {
        private ReadOnlySpan<byte> rest;

        internal Enumerator(ReadOnlySpan<byte> bytes) => rest = bytes;

        /// <summary>The attribute reached.</summary>
        public AttributeView<TAttribute> Current { get; private set; }

        /// <summary>Goes to the next attribute.</summary>
        /// <exception cref="NetlinkFormatException">Its length is impossible.</exception>
        public bool MoveNext()
        {
            if (rest.IsEmpty)
                return false;
            if (rest.Length < AttributeHeader.Size)
                throw new NetlinkFormatException($"{typeof(TAttribute).Name}: {rest.Length} bytes after the last attribute.");
            AttributeHeader header = MemoryMarshal.Read<AttributeHeader>(rest);
            TAttribute type = AttributeHeader.Named<TAttribute>((ushort)(header.Type & AttributeHeader.TypeMask));
            if (header.Length < AttributeHeader.Size || header.Length > rest.Length)
                throw new NetlinkFormatException(
                    $"{typeof(TAttribute).Name}.{type}: length {header.Length} with {rest.Length} bytes left.");
            Current = new AttributeView<TAttribute>(type, rest[AttributeHeader.Size..header.Length]);
            rest = rest[Math.Min(Alignment.Align(header.Length), rest.Length)..];
            return true;
        }
    }
}
