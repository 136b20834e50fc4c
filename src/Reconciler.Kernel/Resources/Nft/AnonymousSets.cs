using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Netlink;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Nftables.Expressions;

namespace Reconciler.Kernel.Resources.Nft;

/// <summary>The sets that rules have to themselves, which nobody knows by the names that the kernel gave them.</summary>
internal sealed class AnonymousSets(NetlinkConnection netfilter)
{
    /// <summary>A rule's text with the elements in the place of the names.</summary>
    /// <exception cref="NetlinkException">The rule has gone meanwhile.</exception>
    public string SpellOut(string text, Rule rule)
    {
        string[] looked = [.. rule.Expressions.OfType<LookupExpression>().Select(l => l.Set)];
        if (looked.Length == 0)
            return text;
        foreach (Set set in netfilter.Dump(r => NftablesRequests.Sets(r, rule.Family, rule.Table), Set.Read).Where(s => s.Flags.HasFlag(SetFlags.Anonymous) && looked.Contains(s.Name)))
            text = text.Replace($"@{set.Name}", $"{{ {string.Join(", ", ElementsOf(set))} }}", StringComparison.Ordinal);
        return text;
    }

    private IEnumerable<string> ElementsOf(Set found)
    {
        NftSet set = SetCodec.Read(new NftTable(NamespaceId.Host, (NftFamily)found.Family, found.Table), found);
        IEnumerable<SetElement> elements = netfilter.Dump(r => NftablesRequests.Elements(r, found.Family, found.Table, found.Name), SetElements.Read).SelectMany(part => part.Elements);
        return ElementCodec.Read(set, [.. elements])
            .OrderBy(e => Joined(e.Key).Length).ThenBy(e => Joined(e.Key), StringComparer.Ordinal)
            .Select(e => Joined(e.Key) + (e.Data.Count > 0 ? $" : {Joined(e.Data)}" : ""));
    }

    private static string Joined(IEnumerable<NftValue> values) => string.Join(" . ", values.Select(v => v is NftValue.Range range && range.First == range.Last ? range.First : v));
}
