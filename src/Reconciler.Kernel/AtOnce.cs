namespace Reconciler.Kernel;

/// <summary>Does something with each of many namespaces at the same time, on as many threads as there are processors, this one too: each has sockets of its own, and most dumps take no lock that they share.</summary>
internal static class AtOnce
{
    /// <summary>What is read of two, the second on this thread.</summary>
    /// <exception cref="Netlink.NetlinkException">One of them cannot be read; the other has been when it is thrown.</exception>
    public static (TFirst First, TSecond Second) Read<TFirst, TSecond>(Func<TFirst> first, Func<TSecond> second)
    {
        Task<TFirst> beside = Task.Run(first);
        Task<TSecond> here = new(second);
        here.RunSynchronously();
        Task.WhenAll(beside, here).GetAwaiter().GetResult();
        return (beside.Result, here.Result);
    }

    /// <summary>What is read of each, in their order.</summary>
    /// <exception cref="Netlink.NetlinkException">One of them cannot be read; the others have been when it is thrown.</exception>
    public static IReadOnlyList<TResult> Read<TItem, TResult>(IReadOnlyList<TItem> items, Func<TItem, TResult> read)
    {
        TResult[] results = new TResult[items.Count];
        ForEach(items.Count, i => results[i] = read(items[i]));
        return results;
    }

    /// <summary>Does something with each.</summary>
    /// <param name="action">What it throws is thrown when it has ended for the others.</param>
    public static void Run<TItem>(IReadOnlyList<TItem> items, Action<TItem> action) => ForEach(items.Count, i => action(items[i]));

    private static void ForEach(int count, Action<int> action)
    {
        int last = -1;
        int others = Math.Max(0, Math.Min(count, Environment.ProcessorCount) - 1);
        Task[] beside = [.. Enumerable.Range(0, others).Select(_ => Task.Run(Work))];
        Task here = new(Work);
        here.RunSynchronously();
        Task.WhenAll([.. beside, here]).GetAwaiter().GetResult();

        void Work()
        {
            for (int i = Interlocked.Increment(ref last); i < count; i = Interlocked.Increment(ref last))
                action(i);
        }
    }
}
