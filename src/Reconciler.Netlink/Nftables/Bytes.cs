using System.Runtime.CompilerServices;

namespace Reconciler.Netlink.Nftables;

/// <summary>Immutable bytes that compare by value, so that records that hold them do too.</summary>
[CollectionBuilder(typeof(Bytes), nameof(From))]
public readonly struct Bytes : IEquatable<Bytes>
{
    private readonly byte[]? bytes;

    private Bytes(byte[] bytes) => this.bytes = bytes;

    /// <summary>How many there are.</summary>
    public int Length => Span.Length;

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The bytes themselves.</summary>
    public ReadOnlySpan<byte> Span => bytes;

    /// <summary>A copy of bytes.</summary>
    public static Bytes From(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text is not hexadecimal.</exception>
    public static Bytes FromHex(string hex) => new(Convert.FromHexString(hex));

    /// <summary>Compares the bytes.</summary>
    public static bool operator ==(Bytes left, Bytes right) => left.Equals(right);

    /// <summary>Compares the bytes.</summary>
    public static bool operator !=(Bytes left, Bytes right) => !left.Equals(right);

    /// <summary>Walks over the bytes.</summary>
    public ReadOnlySpan<byte>.Enumerator GetEnumerator() => Span.GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Bytes other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Bytes other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    /// <summary>The bytes in hexadecimal.</summary>
    public override string ToString() => Convert.ToHexStringLower(Span);
}
