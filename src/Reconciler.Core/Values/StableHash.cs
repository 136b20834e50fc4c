using System.Text;

namespace Reconciler.Core.Values;

/// <summary>
/// FNV-1a of 64 bits over UTF-8, with a final mix. What is derived from names (MAC addresses, groups, addresses) must be the same
/// in every version and on every machine, which the framework's own string hash is not.
/// </summary>
public static class StableHash
{
    // Names are shorter.
    private const int UsualLength = 256;

    /// <summary>The hash of texts in order; <c>("a", "b")</c> differs from <c>("ab")</c>.</summary>
    public static ulong Of(params ReadOnlySpan<string> parts)
    {
        ulong hash = 0xcbf2_9ce4_8422_2325;
        Span<byte> room = stackalloc byte[UsualLength];
        foreach (string part in parts)
        {
            foreach (byte b in Encoding.UTF8.TryGetBytes(part, room, out int length) ? room[..length] : Encoding.UTF8.GetBytes(part))
                hash = (hash ^ b) * 0x0000_0100_0000_01b3;
            hash = (hash ^ 0xff) * 0x0000_0100_0000_01b3;
        }
        hash ^= hash >> 33;
        hash *= 0xff51_afd7_ed55_8ccd;
        return hash ^ hash >> 33;
    }
}
