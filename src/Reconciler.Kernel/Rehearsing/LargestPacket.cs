namespace Reconciler.Kernel.Rehearsing;

/// <summary>Finds out how large packets may be, by asking with many sizes at once. Routers that say so are believed no more than those that say nothing.</summary>
internal static class LargestPacket
{
    // What does not let these pass lets nothing pass.
    private const int Smallest = 200;

    // Three rounds find one size of 4000.
    private const int AtOnce = 16;

    /// <summary>The largest size in bytes that passes; <c>null</c>: not even small packets do.</summary>
    /// <param name="tooLarge">A size that does not pass.</param>
    /// <param name="passes">Whether packets of a size do.</param>
    public static async Task<int?> FindAsync(int tooLarge, Func<int, Task<bool>> passes)
    {
        int passing = Smallest - 1;
        while (tooLarge - passing > 1)
        {
            int[] sizes = Between(passing, tooLarge);
            bool[] passed = await Task.WhenAll(sizes.Select(passes));
            int failures = Array.IndexOf(passed, false);
            if (failures == 0 && passing < Smallest)
                return null;
            if (failures >= 0)
                tooLarge = sizes[failures];
            if (failures != 0)
                passing = sizes[(failures < 0 ? sizes.Length : failures) - 1];
        }
        return passing;
    }

    // Evenly spread, the smallest first.
    private static int[] Between(int passing, int tooLarge)
    {
        int count = Math.Min(AtOnce, tooLarge - passing - 1);
        return [.. Enumerable.Range(0, count).Select(i => passing + 1 + (int)((long)i * (tooLarge - passing - 1) / count))];
    }
}
