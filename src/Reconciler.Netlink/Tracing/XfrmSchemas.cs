using System.Globalization;
using System.Text;
using Reconciler.Netlink.Xfrm;

namespace Reconciler.Netlink.Tracing;

/// <summary>What xfrm's messages hold. Keys are never written: traces are pasted into bug reports.</summary>
internal static class XfrmSchemas
{
    // XFRMA_ALG_AUTH, XFRMA_ALG_CRYPT and XFRMA_ALG_AUTH_TRUNC: algorithms of others, with their keys.
    private static readonly XfrmAttribute[] OtherAlgorithms = [(XfrmAttribute)1, (XfrmAttribute)2, (XfrmAttribute)20];

    public static AttributeSchema All { get; } = AttributeSchema.Of(
        [(XfrmAttribute.Aead, Algorithm), .. OtherAlgorithms.Select(a => (a, (AttributeFormat)Algorithm))]);

    private static void Algorithm(StringBuilder text, ReadOnlySpan<byte> value, string? sibling) =>
        text.Append(CultureInfo.InvariantCulture, $"\"{XfrmAead.NameOf(value)}\" key withheld");
}
