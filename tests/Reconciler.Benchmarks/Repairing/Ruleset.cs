using Reconciler.Benchmarks.Results;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Wire;

namespace Reconciler.Benchmarks.Repairing;

/// <summary>The nf_tables of the host, to be broken.</summary>
internal sealed class Ruleset(NetworkNamespace host) : IDisposable
{
    private const string Table = "reconciler-default";
    private const NetfilterFamily Family = NetfilterFamily.Inet;

    private readonly NetlinkConnection connection = NetlinkConnection.Open(host, NetlinkProtocol.Netfilter);

    /// <summary>The rules of the owner's table.</summary>
    public IReadOnlyList<Rule> Rules() => connection.Dump(w => NftablesRequests.Rules(w, Family, Table), Rule.Read);

    /// <summary>The elements of the largest map, which is that of the published ports.</summary>
    public SetElements PublishedPorts()
    {
        IReadOnlyList<Set> maps = [.. connection.Dump(w => NftablesRequests.Sets(w, Family, Table), Set.Read).Where(s => s.Flags.HasFlag(SetFlags.Map))];
        return maps.Select(Elements).MaxBy(e => e.Elements.Count) ?? throw new InvalidOperationException($"the table {Table} has no map");
    }

    /// <summary>Makes a change, and waits until the kernel tells of another one.</summary>
    public RepairSample Measure(string what, Action<NftablesBatch> change, NftablesMessageType sign)
    {
        MessageWriter transaction = new();
        NftablesBatch batch = new(transaction);
        change(batch);
        batch.End();
        using RepairTimer timer = new(host, NetlinkProtocol.Netfilter, RulesetNotification.Group);
        return timer.Measure(what, () => connection.Transact(transaction), message => (NftablesMessageType)message.Header.Type == sign);
    }

    public void Dispose() => connection.Dispose();

    private SetElements Elements(Set map)
    {
        IReadOnlyList<SetElements> parts = connection.Dump(w => NftablesRequests.Elements(w, Family, Table, map.Name), SetElements.Read);
        return new(Family, Table, map.Name, [.. parts.SelectMany(p => p.Elements)]);
    }
}
