namespace Reconciler.Core.Values;

/// <summary>
/// Sorts what has texts that begin alike. To compare two texts is to fetch both from memory, and of ten thousands hardly one is in the
/// cache: so the few characters that decide are taken out of each once, and sorted as numbers.
/// </summary>
/// <param name="texts">Of an item: the first that differs decides.</param>
/// <param name="comparison">The same order, and that of items with the same texts.</param>
internal sealed class TextOrder(Func<int, string>[] texts, Comparison<int> comparison)
{
    // From here on it is quicker to take them out than to compare.
    private const int Many = 16;

    private const int HeadLength = sizeof(ulong);

    /// <summary>The order of the first so many items.</summary>
    public int[] Of(int count)
    {
        int[] items = new int[count];
        for (int i = 0; i < count; i++)
            items[i] = i;
        Sort(items, text: 0, known: 0);
        return items;
    }

    // Those that agree in all texts before one, and in so many characters of it as their heads can tell.
    private void Sort(Span<int> items, int text, int known)
    {
        if (items.Length < Many || text == texts.Length)
        {
            items.Sort(comparison);
            return;
        }
        if (AreSame(items, texts[text]))
        {
            Sort(items, text + 1, known: 0);
            return;
        }
        int common = Common(items, texts[text]);
        if (common < known)
            items.Sort(comparison);
        else
            SortByHeads(items, text, common);
    }

    private void SortByHeads(Span<int> items, int text, int from)
    {
        ulong[] heads = new ulong[items.Length];
        for (int i = 0; i < heads.Length; i++)
            heads[i] = HeadOf(texts[text](items[i]).AsSpan(from));
        heads.AsSpan().Sort(items);
        for (int first = 0, end; first < heads.Length; first = end)
        {
            end = first + 1;
            while (end < heads.Length && heads[end] == heads[first])
                end++;
            Sort(items[first..end], text, from + HeadLength);
        }
    }

    // A head ends with a character that needs more than a byte, and where the text ends: what comes then is not told from what is as large.
    private static ulong HeadOf(ReadOnlySpan<char> text)
    {
        ulong head = 0;
        int length = Math.Min(text.Length, HeadLength);
        for (int i = 0; i < length; i++)
        {
            char next = text[i];
            int shift = 8 * (HeadLength - 1 - i);
            if (next >= byte.MaxValue)
                return head | (ulong)byte.MaxValue << shift;
            head |= (ulong)next << shift;
        }
        return head;
    }

    private static bool AreSame(ReadOnlySpan<int> items, Func<int, string> text)
    {
        string first = text(items[0]);
        foreach (int item in items)
        {
            if (text(item) != first)
                return false;
        }
        return true;
    }

    private static int Common(ReadOnlySpan<int> items, Func<int, string> text)
    {
        ReadOnlySpan<char> common = text(items[0]);
        foreach (int item in items)
            common = common[..common.CommonPrefixLength(text(item))];
        return common.Length;
    }
}
