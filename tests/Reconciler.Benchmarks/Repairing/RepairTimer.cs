using System.Diagnostics;
using Reconciler.Benchmarks.Results;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Waiting;
using Reconciler.Netlink.Wire;

namespace Reconciler.Benchmarks.Repairing;

/// <summary>Whether a notification says that something is back.</summary>
internal delegate bool Sign(MessageView message);

/// <summary>Does something in a namespace and waits until the kernel tells that it was put right.</summary>
internal sealed class RepairTimer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly NetlinkSubscription subscription;
    private readonly Lookout lookout = new();
    private readonly SemaphoreSlim news = new(0);

    /// <param name="where">In which namespace it is put right.</param>
    /// <param name="groups">The multicast groups that tell of it.</param>
    public RepairTimer(NetworkNamespace where, NetlinkProtocol protocol, params IReadOnlyList<int> groups)
    {
        subscription = groups is [int only] ? NetlinkSubscription.Open(where, protocol, only) : NetlinkSubscription.OpenForAll(where, protocol, groups);
        lookout.Add(subscription, () => news.Release());
    }

    /// <summary>Does it, and waits for all signs.</summary>
    /// <exception cref="TimeoutException">Not all came.</exception>
    public RepairSample Measure(string what, Action act, params IReadOnlyList<Sign> signs)
    {
        bool[] seen = new bool[signs.Count];
        subscription.Take((_, _) => { });
        long start = Stopwatch.GetTimestamp();
        act();
        double deleting = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        while (true)
        {
            subscription.Take((_, message) => Look(message));
            double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (!seen.Contains(false))
                return new(what, Math.Round(elapsed, 3), Math.Round(deleting, 3));
            if (!news.Wait(Patience))
                throw new TimeoutException($"{what}: it was not put right");
        }

        void Look(MessageView message)
        {
            for (int i = 0; i < seen.Length; i++)
                seen[i] |= signs[i](message);
        }
    }

    public void Dispose()
    {
        lookout.Dispose();
        subscription.Dispose();
        news.Dispose();
    }
}
