using System.Collections.Concurrent;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Kernel.Engines;

namespace Reconciler.Kernel.Watching;

/// <summary>
/// Hears of engines when containers start, end and are renamed. What it hears is a reason to ask where they are, and no more: events
/// may be lost while an engine is restarted. No engine is listened to before it is asked for a container.
/// </summary>
/// <param name="alarm">Is called on another thread when there is something to take.</param>
internal sealed class EngineWatch(IReadOnlyDictionary<ContainerEngine, EngineAddress> addresses, Action alarm) : IDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource stopping = new();
    private readonly Dictionary<ContainerEngine, Task> followers = [];
    private readonly ConcurrentQueue<string> heard = [];
    private volatile HashSet<NamespaceId> followed = [];

    /// <summary>Hears of these only from now on.</summary>
    public void Follow(IEnumerable<NamespaceId> namespaces)
    {
        followed = [.. namespaces.Where(id => id.Engine is not null)];
        foreach (ContainerEngine engine in followed.Select(id => id.Engine!.Value).Distinct())
        {
            if (!followers.ContainsKey(engine) && addresses[engine].TrySocket(out string? socket, out _))
                followers[engine] = Task.Run(() => FollowAsync(engine, socket));
        }
    }

    /// <summary>Hears of these, too, from now on.</summary>
    public void FollowAlso(IEnumerable<NamespaceId> namespaces) => Follow([.. followed, .. namespaces]);

    /// <summary>Gives what was heard since the last call.</summary>
    public void Take(List<KernelEvent> events)
    {
        while (heard.TryDequeue(out string? what))
            events.Add(new(NamespaceId.Host, what, IsOurs: true));
    }

    /// <summary>Stops listening.</summary>
    public void Dispose()
    {
        stopping.Cancel();
        Task.WaitAll([.. followers.Values]);
        stopping.Dispose();
    }

    private async Task FollowAsync(ContainerEngine engine, string socket)
    {
        using EngineClient client = new(socket);
        TimeSpan pause = ShortestPause;
        try
        {
            while (true)
            {
                try
                {
                    await foreach (EngineEventJson? happened in client.FollowAsync(stopping.Token).ConfigureAwait(false))
                    {
                        // One that answers and ends at once, again and again, is no reason to hurry.
                        pause = happened is null ? pause : ShortestPause;
                        Hear(engine, happened);
                    }
                }
                catch (EngineException)
                {
                    // Whoever asks for a container is told why.
                }
                await Task.Delay(pause, stopping.Token).ConfigureAwait(false);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
        catch (OperationCanceledException)
        {
            // It is no longer listened to.
        }
    }

    private void Hear(ContainerEngine engine, EngineEventJson? happened)
    {
        // What happened before it listened was not heard.
        if (happened is null)
            Tell($"the first answer of {engine.Word()}");
        else if (followed.FirstOrDefault(id => id.Engine == engine && IsAbout(happened, id.Container!)) is { IsHost: false } container)
            Tell($"the {Noun(happened.Action)} of {container}");
    }

    private void Tell(string what)
    {
        heard.Enqueue(what);
        alarm();
    }

    // An id may be said by its beginning, and Podman does not say what was renamed: whether it is meant is found by asking.
    private static bool IsAbout(EngineEventJson happened, string name)
    {
        Dictionary<string, string?> attributes = happened.Actor?.Attributes ?? [];
        return attributes.GetValueOrDefault("name") == name
            || attributes.GetValueOrDefault("oldName")?.TrimStart('/') == name
            || happened.Action == "rename" && !attributes.ContainsKey("oldName")
            || happened.Actor?.ID?.StartsWith(name, StringComparison.OrdinalIgnoreCase) == true;
    }

    private static string Noun(string? action) => action switch
    {
        "start" => "start",
        "die" or "died" => "end",
        "rename" => "renaming",
        _ => "change",
    };
}
