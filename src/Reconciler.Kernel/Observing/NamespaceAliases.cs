using Reconciler.Core.Resources;

namespace Reconciler.Kernel.Observing;

/// <summary>
/// Which names mean the same namespace: the host's own, or one that was read already. Read twice, what is in it would be there under
/// two names, and unwanted under one of them.
/// </summary>
internal sealed class NamespaceAliases
{
    private readonly Dictionary<(ulong Device, ulong Inode), NamespaceId> known = [];
    private readonly Dictionary<NamespaceId, NamespaceId> found = [];

    public NamespaceAliases(OpenNamespace host) => known.Add(host.Network.Identity, host.Id);

    /// <summary>Names, each with the name under which the namespace was seen first.</summary>
    public IReadOnlyDictionary<NamespaceId, NamespaceId> Found => found;

    /// <summary>Whether the namespace is seen for the first time.</summary>
    public bool IsNew(OpenNamespace there)
    {
        if (known.TryAdd(there.Network.Identity, there.Id))
            return true;
        found.Add(there.Id, known[there.Network.Identity]);
        return false;
    }
}
