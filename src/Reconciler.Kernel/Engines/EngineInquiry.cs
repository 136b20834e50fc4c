using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Finding = Reconciler.Kernel.Engines.EngineContainers.Finding;

namespace Reconciler.Kernel.Engines;

/// <summary>Asks one engine for several containers.</summary>
internal sealed class EngineInquiry(EngineAddress address, Func<string, EngineClient> clientOf, IReadOnlyList<NamespaceId> containers)
{
    private const int AtOnce = 8;

    // Less identifies a container only as long as no other one comes.
    private const int ShortestId = 12;

    // A process that was started while the engine was asked may be another one with the number of one that had ended.
    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<NamespaceId, Finding> findings = [];
    private volatile Absence? silence;

    /// <summary>For each container what came of it.</summary>
    public IReadOnlyDictionary<NamespaceId, Finding> Findings => findings;

    /// <param name="patience">After which time the token is cancelled.</param>
    public async Task RunAsync(TimeSpan patience, CancellationToken cancellation)
    {
        if (!address.TrySocket(out string? socket, out Absence? fault))
        {
            Conclude(fault);
            return;
        }
        EngineClient client = clientOf(socket);
        using SemaphoreSlim turns = new(AtOnce);
        await Task.WhenAll(containers.Select(async id =>
        {
            await turns.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            try
            {
                // Who does not answer once is not asked for the others.
                if (silence is null)
                    findings[id] = await FindAsync(client, id.Container!, cancellation).ConfigureAwait(false);
            }
            catch (EngineException e)
            {
                silence = Absence.Unanswered(address.Engine, socket, e.Message);
            }
            catch (OperationCanceledException)
            {
                silence = Absence.Unanswered(address.Engine, socket, $"nothing came for {patience.TotalSeconds} s");
            }
            finally
            {
                turns.Release();
            }
        })).ConfigureAwait(false);
        if (silence is Absence why)
            Conclude(why);
    }

    private void Conclude(Absence why)
    {
        foreach (NamespaceId id in containers)
            findings.TryAdd(id, new(null, why));
    }

    private async Task<Finding> FindAsync(EngineClient client, string name, CancellationToken cancellation)
    {
        ContainerEngine engine = address.Engine;
        Absence absence = Absence.NotRunning(engine, name);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (attempt > 0)
                await Task.Delay(Pause, cancellation).ConfigureAwait(false);
            long before = RunningProcess.Now();
            ContainerJson? found = await client.InspectAsync(name, cancellation).ConfigureAwait(false);
            if (!IsMeant(found, name))
                return new(null, Absence.Unknown(engine, name));
            if (found.State is not ContainerStateJson state)
                throw new EngineException("what comes is not what an engine says");
            if (!state.Running || state.Pid <= 0)
                return new(null, Absence.NotRunning(engine, name));
            RunningProcess? process = RunningProcess.Find(state.Pid);
            // Who has had a number since before the engine was asked is whom it means.
            if (process is not null && process.Start < before)
                return new(process, null);
            absence = process is null ? Absence.Unseen(engine, name, state.Pid) : Absence.NotRunning(engine, name);
        }
        return new(null, absence);
    }

    // An engine takes the beginning of an id for it: 'db' must not be whichever container has an id that begins so.
    private static bool IsMeant([NotNullWhen(true)] ContainerJson? found, string name) =>
        found is not null && (found.Name?.TrimStart('/') == name || name.Length >= ShortestId && found.Id?.StartsWith(name, StringComparison.OrdinalIgnoreCase) == true);
}
