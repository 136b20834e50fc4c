using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Nftables;

/// <summary>
/// A table with all that is in it, in the kernel's own bytes, to be made again in another namespace: what its expressions mean need not be
/// known. Flowtables are left out, and the counts of use and traffic; a table with chains that have no name cannot be made again.
/// </summary>
public sealed class TableCopy
{
    private const int Attempts = 20;

    private readonly List<CopiedObject> objects;

    private TableCopy(Table table, List<CopiedObject> objects)
    {
        Table = table;
        this.objects = objects;
    }

    /// <summary>What the table is called.</summary>
    public Table Table { get; }

    /// <summary>Copies tables of a namespace.</summary>
    /// <param name="isWanted">Which ones.</param>
    /// <exception cref="NetlinkException">The ruleset cannot be read, or never stood still.</exception>
    public static IReadOnlyList<TableCopy> Of(NetlinkConnection netfilter, Func<Table, bool> isWanted)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            uint generation = GenerationOf(netfilter);
            TableCopy[]? copies = TryRead(netfilter, isWanted);
            if (copies is not null && GenerationOf(netfilter) == generation)
                return copies;
        }

        throw new NetlinkException(Errno.EINTR, 0, $"the ruleset changed during each of {Attempts} attempts to read it");
    }

    /// <summary>Makes the table in a namespace that has none of its name.</summary>
    /// <exception cref="NetlinkException">The kernel refuses a part of it, such as a rule that names what was left out; then nothing is made.</exception>
    public void Make(NetlinkConnection netfilter)
    {
        MessageWriter writer = new();
        NftablesBatch batch = new(writer);
        batch.Add(Table with { Flags = Table.Flags & TableFlags.Dormant });
        uint sets = 0;
        foreach (CopiedObject copied in objects)
            copied.WriteTo(writer, Table.Family, copied.Kind == CopiedKind.Set ? ++sets : null);
        batch.End();
        netfilter.Transact(writer);
    }

    private static uint GenerationOf(NetlinkConnection netfilter)
    {
        MessageWriter request = new();
        NftablesRequests.Generation(request);
        return netfilter.Get(request, Generation.Read)[0].Id;
    }

    private static TableCopy[]? TryRead(NetlinkConnection netfilter, Func<Table, bool> isWanted)
    {
        try
        {
            return [.. netfilter.Dump(NftablesRequests.Tables, Table.Read).Where(isWanted).Select(t => new TableCopy(t, [.. Contents(netfilter, t)]))];
        }
        catch (NetlinkException e) when (e.Errno == Errno.ENOENT)
        {
            return null; // deleted between two requests
        }
    }

    // In the order in which they can be made: rules name chains and sets, elements name chains.
    private static IEnumerable<CopiedObject> Contents(NetlinkConnection netfilter, Table table)
    {
        (NetfilterFamily family, string name) = (table.Family, table.Name);
        IReadOnlyList<Set> sets = netfilter.Dump(r => NftablesRequests.Sets(r, family, name), Set.Read);
        return
        [
            .. Copy(CopiedKind.Object, r => NftablesRequests.Objects(r, family, name)),
            .. Copy(CopiedKind.Set, r => NftablesRequests.Sets(r, family, name)),
            .. Copy(CopiedKind.Chain, r => NftablesRequests.Chains(r, family)).Where(c => c.IsOf(name)),
            .. sets.SelectMany(set => Copy(CopiedKind.Elements, r => NftablesRequests.Elements(r, family, name, set.Name))),
            .. Copy(CopiedKind.Rule, r => NftablesRequests.Rules(r, family, name)),
        ];

        IEnumerable<CopiedObject> Copy(CopiedKind kind, Action<MessageWriter> request) => netfilter.Dump(request, message => CopiedObject.Read(message, kind));
    }
}
