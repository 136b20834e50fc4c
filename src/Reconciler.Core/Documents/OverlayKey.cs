using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Values;

namespace Reconciler.Core.Documents;

/// <summary>
/// One generation of an overlay's secret. What each pair of nodes uses follows from it for each direction (HKDF, RFC 5869): nodes that
/// have the same secret agree without a word.
/// </summary>
public sealed record OverlayKey(ValueList<byte> Secret)
{
    /// <summary>The shortest secret, in bytes.</summary>
    public const int MinLength = 32;

    // Between the numbers that IANA reserves and those that the kernel and IKE daemons give out themselves.
    private const uint SpiSpace = 0x4000_0000;
    private const uint SpiMask = 0x3fff_ffff;

    /// <summary>The key of what one node sends to another on an overlay.</summary>
    public EspKey KeyOf(int vni, IpAddress source, IpAddress destination) =>
        new(ValueList.Create<byte>(Derive("key", vni, source, destination, EspKey.Length)));

    /// <summary>The security parameter index of what one node sends to another on an overlay.</summary>
    public uint SpiOf(int vni, IpAddress source, IpAddress destination) =>
        SpiSpace | BinaryPrimitives.ReadUInt32BigEndian(Derive("spi", vni, source, destination, sizeof(uint))) & SpiMask;

    /// <summary>Says nothing of the secret.</summary>
    public override string ToString() => nameof(OverlayKey);

    private byte[] Derive(string purpose, int vni, IpAddress source, IpAddress destination, int length) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, [.. Secret], length, info: Encoding.ASCII.GetBytes($"reconciler/v1 overlay {purpose} {vni} {source} {destination}"));
}
