using Reconciler.Core.Resources;

namespace Reconciler.Kernel.Watching;

/// <summary>What is at the files of namespaces, so that one that came, went or was replaced is noticed without opening it.</summary>
internal sealed class NamespacePresence(HostKernel kernel)
{
    private Dictionary<NamespaceId, (ulong Device, ulong Inode)?> seen = [];

    /// <summary>Looks at these from now on; what is known already was seen when it was looked at last, and may be another by now.</summary>
    public void Remember(IEnumerable<NamespaceId> namespaces) =>
        seen = namespaces.Where(id => !id.IsHost).Distinct().ToDictionary(id => id, id => seen.TryGetValue(id, out (ulong, ulong)? known) ? known : Look(id));

    /// <summary>Looks at these, too, from now on; one that came since they were looked at last is no change any more.</summary>
    public void Add(IEnumerable<NamespaceId> namespaces)
    {
        foreach (NamespaceId id in namespaces.Where(id => !id.IsHost && (!seen.TryGetValue(id, out (ulong, ulong)? known) || known is null)))
            seen[id] = Look(id);
    }

    /// <summary>Those at whose files something else is than there was.</summary>
    /// <param name="events">Gets an event for each.</param>
    public IReadOnlyList<NamespaceId> Changes(List<KernelEvent> events)
    {
        List<NamespaceId> changes = [];
        foreach ((NamespaceId id, (ulong, ulong)? before) in seen.ToArray())
        {
            (ulong, ulong)? now = Look(id);
            if (now == before)
                continue;
            seen[id] = now;
            changes.Add(id);
            events.Add(new(NamespaceId.Host, $"{(now is null ? "the end" : "a mount")} of namespace {id}", IsOurs: true));
        }
        return changes;
    }

    private (ulong, ulong)? Look(NamespaceId id) => kernel.IdentityOf(id);
}
