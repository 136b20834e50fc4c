using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Reconciler.Netlink.Namespaces;

/// <summary>
/// The one thread that enters network namespaces and comes back. A thread that others start from within a namespace would stay in
/// it for ever, the thread pool's included, so that what runs here must not start any: system calls only.
/// </summary>
internal static class NamespaceThread
{
    private static readonly BlockingCollection<Action> Queue = Start();

    /// <summary>Runs a function inside of a namespace and waits for it.</summary>
    public static TValue Run<TValue>(Action enter, Func<TValue> function) => RunEach([enter], _ => function())[0];

    /// <summary>Runs a function inside of each of several namespaces and waits for all of them, once.</summary>
    /// <param name="function">Is given the position of the namespace.</param>
    public static TValue[] RunEach<TValue>(IReadOnlyList<Action> enter, Func<int, TValue> function)
    {
        TValue[] values = new TValue[enter.Count];
        ExceptionDispatchInfo? failure = null;
        using SemaphoreSlim done = new(0);
        Queue.Add(() =>
        {
            bool entered = false;
            try
            {
                for (int i = 0; i < values.Length; i++)
                {
                    enter[i]();
                    entered = true;
                    values[i] = function(i);
                }
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
            finally
            {
                // Who may not enter one may not come back either.
                if (entered)
                    Sys.EnterNetwork(Home);
                done.Release();
            }
        });
        done.Wait();
        failure?.Throw();
        return values;
    }

    /// <summary>The namespace in which the process was started, and to which the thread comes back.</summary>
    public static DescriptorHandle Home { get; } = Sys.OpenForReading("/proc/self/ns/net");

    private static BlockingCollection<Action> Start()
    {
        // The pool's own threads must exist before a thread that changes its namespace could be the one that starts them.
        using ManualResetEventSlim started = new();
        ThreadPool.UnsafeQueueUserWorkItem(static e => ((ManualResetEventSlim)e!).Set(), started);
        started.Wait();
        BlockingCollection<Action> queue = [];
        Thread thread = new(() =>
        {
            foreach (Action action in queue.GetConsumingEnumerable())
                action();
        })
        {
            IsBackground = true,
            Name = "network namespaces",
        };
        thread.Start();
        return queue;
    }
}
