using System.Runtime.InteropServices;
using System.Text;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Xfrm;

/// <summary>An authenticated cipher (<c>struct xfrm_algo_aead</c> of linux/xfrm.h).</summary>
/// <param name="Name">The kernel's, such as <c>rfc4106(gcm(aes))</c>; at most 63 bytes.</param>
/// <param name="Key">With the salt behind it.</param>
/// <param name="TagBits">Length of the integrity check value, in bits.</param>
public sealed record XfrmAead(string Name, ReadOnlyMemory<byte> Key, uint TagBits)
{
    private const int NameSize = 64;
    private const int HeaderSize = NameSize + 2 * sizeof(uint);

    /// <summary>Without the key: it must not get into a log.</summary>
    public override string ToString() => $"{Name} {Key.Length * 8} {TagBits}";

    internal void Write(Scope<XfrmAttribute> message)
    {
        byte[] bytes = new byte[HeaderSize + Key.Length];
        Encoding.ASCII.GetBytes(Name, bytes);
        MemoryMarshal.Write(bytes.AsSpan(NameSize), (uint)Key.Length * 8);
        MemoryMarshal.Write(bytes.AsSpan(NameSize + sizeof(uint)), TagBits);
        Key.Span.CopyTo(bytes.AsSpan(HeaderSize));
        message.PutBytes(XfrmAttribute.Aead, bytes);
    }

    internal static XfrmAead Read(AttributeView<XfrmAttribute> attribute)
    {
        if (attribute.Bytes.Length < HeaderSize)
            throw attribute.Malformed($"{attribute.Bytes.Length} bytes, expected at least {HeaderSize}");
        return new(NameOf(attribute.Bytes), attribute.Bytes[HeaderSize..].ToArray(), MemoryMarshal.Read<uint>(attribute.Bytes[(NameSize + sizeof(uint))..]));
    }

    internal static string NameOf(ReadOnlySpan<byte> bytes) => Encoding.ASCII.GetString(bytes[..Math.Min(NameSize, bytes.Length)]).TrimEnd('\0');
}
