using Reconciler.Core.Documents;
using Reconciler.Core.Resources;

namespace Reconciler.Kernel.Engines;

/// <summary>Where the containers of engines are, as far as it was asked for. Nothing is asked, nor opened, for documents that name none.</summary>
internal sealed class EngineContainers(IReadOnlyDictionary<ContainerEngine, EngineAddress> addresses) : IDisposable
{
    // An engine answers in a millisecond or two. One that hangs must not keep waiting those who have nothing to do with it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, EngineClient> clients = [];
    private Dictionary<NamespaceId, Finding> findings = [];

    /// <summary>Why those that were asked for and do not run are not there.</summary>
    public IReadOnlyDictionary<NamespaceId, Absence> Absences =>
        findings.Where(f => f.Value.Absence is not null).ToDictionary(f => f.Key, f => f.Value.Absence!);

    /// <summary>Asks where these are now, and forgets others.</summary>
    public void Ask(IEnumerable<NamespaceId> namespaces) => findings = Find([.. namespaces.Where(id => id.Engine is not null).Distinct()]);

    /// <summary>Asks where those of these are that were not asked for yet.</summary>
    public void AskForOthers(IEnumerable<NamespaceId> namespaces)
    {
        foreach ((NamespaceId id, Finding finding) in Find([.. namespaces.Where(id => id.Engine is not null && !findings.ContainsKey(id)).Distinct()]))
            findings[id] = finding;
    }

    /// <summary>The file of a container's namespace; <c>null</c> when it did not run when it was asked for, or has ended since.</summary>
    public string? FileOf(NamespaceId id) =>
        findings.TryGetValue(id, out Finding? known) && known.Process is { IsAlive: true } process ? process.NamespaceFile : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (EngineClient client in clients.Values)
            client.Dispose();
        clients.Clear();
    }

    private Dictionary<NamespaceId, Finding> Find(NamespaceId[] containers)
    {
        if (containers.Length == 0)
            return [];
        EngineInquiry[] inquiries = [.. containers.GroupBy(id => id.Engine!.Value).Select(g => new EngineInquiry(addresses[g.Key], ClientOf, [.. g]))];
        using CancellationTokenSource patience = new(Patience);
        Task.WhenAll(inquiries.Select(i => i.RunAsync(Patience, patience.Token))).GetAwaiter().GetResult();
        return inquiries.SelectMany(i => i.Findings).ToDictionary(f => f.Key, f => Remembered(f.Key, f.Value));
    }

    // An engine that is restarted does not answer for a while, and its containers may run on.
    private Finding Remembered(NamespaceId id, Finding found) =>
        found.Absence is { IsUnanswered: true } && findings.TryGetValue(id, out Finding? known) && known.Process is { IsAlive: true } ? known : found;

    private EngineClient ClientOf(string socket) => clients.TryGetValue(socket, out EngineClient? known) ? known : clients[socket] = new(socket);

    /// <summary>What came of asking for a container: one of both.</summary>
    internal sealed record Finding(RunningProcess? Process, Absence? Absence);
}
