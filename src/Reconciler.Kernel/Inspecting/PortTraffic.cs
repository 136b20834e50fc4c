using Reconciler.Core.Compiling;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Kernel.Resources.Nft;
using Reconciler.Netlink;
using Reconciler.Netlink.Nftables;

namespace Reconciler.Kernel.Inspecting;

/// <summary>What went through published ports in one direction since their elements were made.</summary>
/// <param name="Bytes">Of the network layer: headers of IP and above are counted, those of Ethernet are not.</param>
public sealed record PortTraffic(CountedPort Port, ulong Packets, ulong Bytes)
{
    /// <summary>Reads the counters; those of ports that are not in the kernel are left out.</summary>
    /// <exception cref="NetlinkException">The kernel cannot be read.</exception>
    public static IReadOnlyList<PortTraffic> Read(HostOptions host, IReadOnlyList<CountedPort> ports)
    {
        if (ports.Count == 0)
            return [];
        // The loop's sockets are the loop's.
        using HostKernel kernel = new(host);
        Dictionary<ResourceId, SetElement> counted = [];
        foreach (NftSet set in ports.Select(p => p.Set).Distinct())
        {
            foreach (SetElement element in Elements(kernel.Host.Netfilter, set))
                counted.TryAdd(ElementCodec.Read(set, [element]).Single().Id, element);
        }
        return [.. ports.Select(p => counted.GetValueOrDefault(p.Element)?.Counter is { } counter ? new PortTraffic(p, counter.Packets, counter.Bytes) : null).OfType<PortTraffic>()];
    }

    private static SetElement[] Elements(NetlinkConnection netfilter, NftSet set)
    {
        try
        {
            return [.. netfilter.Dump(w => NftablesRequests.Elements(w, (NetfilterFamily)set.Table.Family, set.Table.Name, set.Name), SetElements.Read).SelectMany(part => part.Elements)];
        }
        catch (NetlinkException e) when (e.Errno == Errno.ENOENT)
        {
            // Somebody removed it, and it is about to be made again.
            return [];
        }
    }
}
