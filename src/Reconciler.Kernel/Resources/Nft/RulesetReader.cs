using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Netlink;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Resources.Nft;

/// <summary>What an owner has in a namespace's ruleset, as of one generation.</summary>
/// <param name="Generation">To be given to the transaction that changes it.</param>
internal sealed record ObservedRuleset(uint Generation, IReadOnlyList<Resource> Resources);

/// <summary>Reads an owner's tables. The dumps of elements do not tell when they were interrupted: the generation does.</summary>
internal sealed class RulesetReader(NetlinkConnection netfilter, NamespaceId where)
{
    private const int Attempts = 20;

    private readonly MessageWriter request = new();

    /// <summary>The tables of a name in the families that owners use, with all that is in them.</summary>
    /// <param name="sets">Those whose elements are read, too; <c>null</c>: all.</param>
    /// <exception cref="NetlinkException">The ruleset never stood still, or cannot be read.</exception>
    public ObservedRuleset Read(string table, IReadOnlySet<string>? sets = null) => ReadStill(() => TryRead(table, sets));

    /// <summary>Those of some elements that there are, none of which the kernel makes of several.</summary>
    /// <param name="known">The ruleset with their sets.</param>
    /// <exception cref="NetlinkException">The ruleset never stood still, or cannot be read.</exception>
    public ObservedRuleset Read(IReadOnlyCollection<NftElement> elements, Snapshot known) =>
        ReadStill(() => [.. elements.Select(e => Find(e, known)).OfType<NftElement>()]);

    /// <summary>The same where there is a table of the name; <c>null</c> elsewhere, which most containers are, after one request.</summary>
    public ObservedRuleset? ReadIfThere(string table, IReadOnlySet<string>? sets = null) => TablesNamed(table).Any() ? Read(table, sets) : null;

    private ObservedRuleset ReadStill(Func<List<Resource>?> read)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            uint generation = Generation();
            if (read() is { } resources && Generation() == generation)
                return new(generation, resources);
        }

        throw new NetlinkException(Errno.EINTR, 0, $"the ruleset changed during each of {Attempts} attempts to read it");
    }

    private uint Generation()
    {
        request.Clear();
        NftablesRequests.Generation(request);
        return netfilter.Get(request, Netlink.Nftables.Generation.Read)[0].Id;
    }

    // The kernel finds the range that a key is in, which may be another one.
    private NftElement? Find(NftElement sought, Snapshot known)
    {
        if (!known.TryFind(NftSet.IdOf(sought.Table, sought.Set), out Observed? set))
            return null;
        request.Clear();
        NftablesRequests.Element(request, ElementCodec.Write(sought with { Data = [], Options = null }));
        try
        {
            return ElementCodec.Read((NftSet)set.Resource, netfilter.Get(request, SetElements.Read)[0].Elements).FirstOrDefault(e => e.Id == sought.Id);
        }
        catch (NetlinkException e) when (e.Errno == Errno.ENOENT)
        {
            return null;
        }
    }

    private List<Resource>? TryRead(string name, IReadOnlySet<string>? sets)
    {
        try
        {
            List<Resource> resources = [];
            foreach (Table table in TablesNamed(name))
                resources.AddRange(Contents(table, sets));
            return resources;
        }
        catch (NetlinkException e) when (e.Errno == Errno.ENOENT)
        {
            return null; // deleted between two requests
        }
    }

    private IEnumerable<Table> TablesNamed(string name) =>
        netfilter.Dump(NftablesRequests.Tables, Table.Read).Where(t => t.Name == name && IsOwners(t.Family));

    private static bool IsOwners(NetfilterFamily family) => family is NetfilterFamily.Inet or NetfilterFamily.Bridge;

    private IEnumerable<Resource> Contents(Table found, IReadOnlySet<string>? sets)
    {
        NftTable table = new(where, (NftFamily)found.Family, found.Name);
        yield return table with { Dormant = found.Flags.HasFlag(TableFlags.Dormant) };
        foreach (Resource resource in Sets(table, sets))
            yield return resource;
        foreach (NftChain chain in Chains(table))
            yield return chain;
    }

    // What is anonymous belongs to a rule and comes and goes with it.
    private IEnumerable<Resource> Sets(NftTable table, IReadOnlySet<string>? withElements)
    {
        NetfilterFamily family = (NetfilterFamily)table.Family;
        foreach (Set found in netfilter.Dump(r => NftablesRequests.Sets(r, family, table.Name), Set.Read))
        {
            if (found.Flags.HasFlag(SetFlags.Anonymous))
                continue;
            NftSet set = SetCodec.Read(table, found);
            yield return set;
            if (withElements is not null && !withElements.Contains(set.Name))
                continue;
            IEnumerable<SetElements> parts = netfilter.Dump(r => NftablesRequests.Elements(r, family, table.Name, set.Name), SetElements.Read);
            foreach (NftElement element in ElementCodec.Read(set, [.. parts.SelectMany(part => part.Elements)]))
                yield return element;
        }
    }

    private IEnumerable<NftChain> Chains(NftTable table)
    {
        NetfilterFamily family = (NetfilterFamily)table.Family;
        ILookup<string, Rule> rules = netfilter.Dump(r => NftablesRequests.Rules(r, family, table.Name), Rule.Read).ToLookup(rule => rule.Chain);
        return netfilter.Dump(r => NftablesRequests.Chains(r, family), Chain.Read)
            .Where(chain => chain.Table == table.Name && !chain.Flags.HasFlag(ChainFlags.Binding))
            .Select(chain => ChainCodec.Read(table, chain, rules[chain.Name]));
    }
}
