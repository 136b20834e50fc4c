using Reconciler.Core.Resources;
using Reconciler.Netlink;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Watching;

/// <summary>
/// By which numbers the host's namespace knows the others. The kernel tells of those only that have one; it gives one by itself to a
/// namespace with the other end of a veth, and on request to any.
/// </summary>
internal sealed class NamespaceNumbers
{
    private readonly Dictionary<int, NamespaceId> byNumber = [];

    // A container that was restarted has another namespace under the same name.
    private readonly Dictionary<NamespaceId, (ulong, ulong)> numbered = [];

    // The same by namespace: with a second name, one that has none of its own above.
    private readonly Dictionary<NamespaceId, int> numbers = [];

    /// <summary>The namespace of a number; <c>null</c>: it is none that concerns the owner.</summary>
    public NamespaceId? Find(int? number) => number is not int known ? NamespaceId.Host : byNumber.TryGetValue(known, out NamespaceId id) ? id : null;

    /// <summary>Makes sure that each of these that exists has one; the numbers of others are forgotten.</summary>
    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public void Assign(HostKernel kernel, IEnumerable<NamespaceId> namespaces)
    {
        byNumber.Clear();
        numbers.Clear();
        numbered.Clear();
        Add(kernel, namespaces);
    }

    /// <summary>Forgets the number of a namespace, which may be another one by now.</summary>
    public void Forget(NamespaceId id)
    {
        numbered.Remove(id);
        if (numbers.Remove(id, out int number) && byNumber.TryGetValue(number, out NamespaceId named) && named == id)
            byNumber.Remove(number);
    }

    /// <summary>Makes sure that each of these, too, has one if it exists; those of which it is known are not asked for, unless an engine knows where they are.</summary>
    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public void Add(HostKernel kernel, IEnumerable<NamespaceId> namespaces)
    {
        foreach (NamespaceId moved in numbered.Where(n => kernel.IdentityOf(n.Key) != n.Value).Select(n => n.Key).ToArray())
            Forget(moved);
        OpenNamespace[] there = [.. namespaces.Where(id => !id.IsHost && !numbers.ContainsKey(id)).Distinct().Select(kernel.Find).OfType<OpenNamespace>()];
        if (there.Length == 0)
            return;
        IReadOnlyList<int?> given = Ask(kernel.Host.Route, there);
        OpenNamespace[] without = [.. there.Where((_, i) => given[i] is null)];
        foreach (OpenNamespace unnamed in without)
            Request(kernel.Host.Route, unnamed);
        foreach ((OpenNamespace named, int? number) in there.Zip(given).Concat(without.Zip(Ask(kernel.Host.Route, without))))
        {
            if (number is int assigned)
            {
                byNumber[assigned] = named.Id;
                numbers[named.Id] = assigned;
                if (named.Id.Engine is not null)
                    numbered[named.Id] = named.Network.Identity;
            }
        }
    }

    private static IReadOnlyList<int?> Ask(NetlinkConnection route, OpenNamespace[] namespaces)
    {
        MessageWriter requests = new();
        foreach (OpenNamespace there in namespaces)
            NamespaceIdMessage.WriteGet(requests, there.Network.Descriptor);
        return route.Get(requests, NamespaceIdMessage.Read);
    }

    private static void Request(NetlinkConnection route, OpenNamespace there)
    {
        MessageWriter request = new();
        NamespaceIdMessage.WriteNew(request, there.Network.Descriptor);
        try
        {
            route.Request(request);
        }
        catch (NetlinkException e) when (e.Errno == Errno.EEXIST)
        {
            // The kernel gave it one in between.
        }
    }
}
