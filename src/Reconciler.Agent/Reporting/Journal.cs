using System.Threading.Channels;

namespace Reconciler.Agent.Reporting;

/// <summary>Takes what happens and gives it to whoever listens: the log, those who follow, what counts.</summary>
public sealed class Journal(TimeProvider time)
{
    // Who follows and does not keep up misses the oldest.
    private const int Backlog = 1000;

    private readonly Lock gate = new();
    private readonly List<Action<WatchEvent>> listeners = [];

    /// <summary>Gives it to all.</summary>
    public void Add(WatchEvent happened)
    {
        WatchEvent dated = happened with { At = time.GetUtcNow() };
        lock (gate)
        {
            foreach (Action<WatchEvent> listener in listeners)
                listener(dated);
        }
    }

    /// <summary>Is told of each event from now on, one after the other; must be quick.</summary>
    public void Listen(Action<WatchEvent> listener)
    {
        lock (gate)
            listeners.Add(listener);
    }

    /// <summary>All events from now on.</summary>
    public async IAsyncEnumerable<WatchEvent> FollowAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        Channel<WatchEvent> channel = Channel.CreateBounded<WatchEvent>(new BoundedChannelOptions(Backlog) { FullMode = BoundedChannelFullMode.DropOldest });
        Action<WatchEvent> listener = happened => channel.Writer.TryWrite(happened);
        Listen(listener);
        try
        {
            await foreach (WatchEvent happened in channel.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
                yield return happened;
        }
        finally
        {
            lock (gate)
                listeners.Remove(listener);
        }
    }
}
