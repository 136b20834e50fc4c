using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Reconciler.Netlink.Namespaces;

/// <summary>
/// A thread that enters network namespaces and comes back; there is one, and as many as processors where many namespaces are entered. A
/// thread that others start from within a namespace would stay in it for ever, the thread pool's included, so that what runs here must
/// not start any: system calls only.
/// </summary>
internal sealed class NamespaceThread
{
    // As many namespaces for each of several threads as it takes for the work to be worth waking one.
    private const int Share = 8;

    private static readonly Lazy<NamespaceThread>[] All = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Lazy<NamespaceThread>(() => new()))];

    private readonly BlockingCollection<Action> queue = [];

    // The pool's own threads must exist before a thread that changes its namespace could be the one that starts them.
    static NamespaceThread()
    {
        using ManualResetEventSlim started = new();
        ThreadPool.UnsafeQueueUserWorkItem(static e => ((ManualResetEventSlim)e!).Set(), started);
        started.Wait();
    }

    private NamespaceThread()
    {
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
    }

    /// <summary>The namespace in which the process was started, and to which the threads come back.</summary>
    public static DescriptorHandle Home { get; } = Sys.OpenForReading("/proc/self/ns/net");

    /// <summary>Runs a function inside of a namespace and waits for it.</summary>
    public static TValue Run<TValue>(Action enter, Func<TValue> function)
    {
        TValue value = default!;
        RunEach(1, (_, go) =>
        {
            go(enter);
            value = function();
        });
        return value;
    }

    /// <summary>Runs an action for each of several namespaces and waits for all of them, once.</summary>
    /// <param name="action">Is given the position of the namespace, and what has it entered. What it throws first is thrown; behind that it may not have been run.</param>
    public static void RunEach(int count, Action<int, Action<Action>> action)
    {
        int last = -1;
        ExceptionDispatchInfo? failure = null;
        using CountdownEvent running = new(Math.Clamp(count / Share, 1, All.Length));
        foreach (Lazy<NamespaceThread> thread in All.Take(running.InitialCount))
            thread.Value.queue.Add(Work);
        running.Wait();
        failure?.Throw();

        void Work()
        {
            bool isAway = false;
            try
            {
                for (int i = Interlocked.Increment(ref last); i < count && failure is null; i = Interlocked.Increment(ref last))
                    action(i, Enter);
            }
            catch (Exception e)
            {
                failure ??= ExceptionDispatchInfo.Capture(e);
            }
            finally
            {
                // Who may not enter one may not come back either.
                if (isAway)
                    Sys.EnterNetwork(Home);
                running.Signal();
            }

            void Enter(Action how)
            {
                how();
                isAway = true;
            }
        }
    }
}
