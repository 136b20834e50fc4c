using Reconciler.Netlink.Nftables;

namespace Reconciler.Kernel.Resources.Nft;

/// <summary>
/// Ranges of keys that are one value: to the kernel two elements, the first key and the key behind the last one. The latter is left
/// out behind the highest key of all.
/// </summary>
internal static class IntervalElements
{
    // NFTA_SET_ELEM_USERDATA with NFTNL_UDATA_SET_ELEM_FLAGS = SET_ELEM_F_INTERVAL_OPEN of libnftnl and nftables.
    private static readonly Bytes NoEnd = [0x0a, 0, 6, 0, 1, 4, 1, 0, 0, 0, 0, 0];

    /// <summary>The two elements, or one, of an element with a key end.</summary>
    public static IEnumerable<SetElement> Split(SetElement range)
    {
        yield return range with { KeyEnd = null };
        if (After(range.KeyEnd!.Value) is { } behind)
            yield return new(behind) { Flags = ElementFlags.IntervalEnd };
    }

    /// <summary>The elements with key ends that the kernel's elements mean.</summary>
    public static IEnumerable<SetElement> Join(IReadOnlyList<SetElement> elements)
    {
        SetElement[] borders = [.. elements.Where(e => !e.Flags.HasFlag(ElementFlags.CatchAll)).Order(ByKeyEndsFirst)];
        for (int i = 0; i < borders.Length; i++)
        {
            if (IsEnd(borders[i]))
                continue;
            // Where the next range follows directly, nft leaves out this one's end.
            yield return i + 1 < borders.Length
                ? borders[i] with { KeyEnd = Before(borders[i + 1].Key) }
                : WithoutEnd(borders[i]);
        }

        foreach (SetElement all in elements.Where(e => e.Flags.HasFlag(ElementFlags.CatchAll)))
            yield return all;
    }

    // nft notes on such an element that the end is not missing but does not exist.
    private static SetElement WithoutEnd(SetElement first) => first with
    {
        KeyEnd = Highest(first.Key.Length),
        Others = first.Others == NoEnd ? [] : first.Others,
    };

    private static Comparer<SetElement> ByKeyEndsFirst { get; } = Comparer<SetElement>.Create((left, right) =>
    {
        int byKey = left.Key.Span.SequenceCompareTo(right.Key.Span);
        return byKey != 0 ? byKey : IsEnd(right).CompareTo(IsEnd(left));
    });

    private static bool IsEnd(SetElement element) => element.Flags.HasFlag(ElementFlags.IntervalEnd);

    private static Bytes? After(Bytes key)
    {
        byte[] next = key.Span.ToArray();
        int i = next.Length - 1;
        while (i >= 0 && ++next[i] == 0)
            i--;
        return i < 0 ? null : Bytes.From(next);
    }

    private static Bytes Before(Bytes key)
    {
        byte[] previous = key.Span.ToArray();
        int i = previous.Length - 1;
        while (i >= 0 && previous[i]-- == 0)
            i--;
        return Bytes.From(previous);
    }

    private static Bytes Highest(int length)
    {
        byte[] highest = new byte[length];
        Array.Fill(highest, byte.MaxValue);
        return Bytes.From(highest);
    }
}
