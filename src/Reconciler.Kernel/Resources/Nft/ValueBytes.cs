using System.Buffers.Binary;
using System.Text;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;

namespace Reconciler.Kernel.Resources.Nft;

/// <summary>Values as the kernel holds them.</summary>
internal static class ValueBytes
{
    /// <summary>The bytes of a value, without padding between fields; of a prefix or range, those of its first value.</summary>
    public static byte[] Of(NftValue value) => value switch
    {
        NftValue.Address address => address.Value.ToBytes(),
        NftValue.Prefix prefix => prefix.Value.First.ToBytes(),
        NftValue.Protocol protocol => [(byte)protocol.Value],
        NftValue.Port port => [(byte)(port.Value >> 8), (byte)port.Value],
        NftValue.Mac mac => mac.Value.ToBytes(),
        NftValue.Icmp6Type type => [type.Value],
        NftValue.Interface port => Name(port.Value),
        NftValue.Range range => Of(range.First),
        NftValue.Opaque opaque => Convert.FromHexString(opaque.Hex),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "no bytes stand for it"),
    };

    /// <summary>The bytes of the last value that is meant.</summary>
    public static byte[] LastOf(NftValue value) => value switch
    {
        NftValue.Prefix prefix => prefix.Value.Last.ToBytes(),
        NftValue.Range range => LastOf(range.Last),
        _ => Of(value),
    };

    /// <summary>The value of a type that bytes stand for.</summary>
    public static NftValue Read(NftType type, ReadOnlySpan<byte> bytes) => type switch
    {
        _ when bytes.Length != TypeLayout.SizeOf(type) => Opaque(bytes),
        NftType.IPv4Address or NftType.IPv6Address => new NftValue.Address(IpAddress.FromBytes(bytes)),
        NftType.InetProtocol => new NftValue.Protocol((TransportProtocol)bytes[0]),
        NftType.InetService => new NftValue.Port(BinaryPrimitives.ReadUInt16BigEndian(bytes)),
        NftType.EtherAddress => new NftValue.Mac(MacAddress.FromBytes(bytes)),
        NftType.Icmp6Type => new NftValue.Icmp6Type(bytes[0]),
        NftType.InterfaceName when NameIn(bytes) is { } name => new NftValue.Interface(name),
        _ => Opaque(bytes),
    };

    /// <summary>The values from one to another: a prefix where they are one.</summary>
    public static NftValue ReadRange(NftType type, ReadOnlySpan<byte> first, ReadOnlySpan<byte> last)
    {
        NftValue from = Read(type, first), to = Read(type, last);
        return from is NftValue.Address { Value: var low } && to is NftValue.Address { Value: var high }
            ? NftValue.Of(new IpRange(low, high))
            : new NftValue.Range(from, to);
    }

    private static NftValue.Opaque Opaque(ReadOnlySpan<byte> bytes) => new(Convert.ToHexStringLower(bytes));

    private static byte[] Name(string name)
    {
        byte[] bytes = new byte[TypeLayout.SizeOf(NftType.InterfaceName)];
        Encoding.UTF8.GetBytes(name, bytes);
        return bytes;
    }

    // Only what comes out the same when written again: bytes after the name would be lost.
    private static string? NameIn(ReadOnlySpan<byte> bytes)
    {
        string name = Encoding.UTF8.GetString(bytes).TrimEnd('\0');
        return Encoding.UTF8.GetByteCount(name) < bytes.Length && Name(name).AsSpan().SequenceEqual(bytes) ? name : null;
    }
}
