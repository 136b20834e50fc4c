namespace Reconciler.Core.Inspecting;

/// <summary>
/// Leads a packet through the chains of one table of somebody else's. Only rules that ask for nothing but interfaces are followed: the
/// others may decide otherwise.
/// </summary>
internal sealed class FilterWalk(IEnumerable<FilterChain> chains)
{
    private const int DeepestJump = 16; // NFT_JUMP_STACK_SIZE of net/netfilter/nf_tables.h

    private readonly Dictionary<string, FilterChain> byName = chains.ToDictionary(c => c.Name);

    /// <summary>Whether a packet is dropped by a base chain, unless a rule that cannot be followed accepts it.</summary>
    public bool MayDrop(FilterChain start, FilteredPacket packet) => Decide(start, packet, 0) switch
    {
        FilterVerdict.Accept => false,
        FilterVerdict.Drop => true,
        _ => start.Base!.Drops,
    };

    private FilterVerdict Decide(FilterChain chain, FilteredPacket packet, int depth)
    {
        foreach (FilterRule rule in chain.Rules.Where(r => IsAbout(r, packet)))
        {
            FilterVerdict verdict = rule.Verdict is FilterVerdict.Jump or FilterVerdict.Goto ? Follow(rule, packet, depth) : rule.Verdict;
            if (verdict is FilterVerdict.Accept or FilterVerdict.Drop)
                return verdict;
            if (rule.Verdict is FilterVerdict.Goto or FilterVerdict.Return)
                break;
        }
        return FilterVerdict.None;
    }

    private FilterVerdict Follow(FilterRule rule, FilteredPacket packet, int depth) =>
        depth < DeepestJump && byName.TryGetValue(rule.Chain!, out FilterChain? target) ? Decide(target, packet, depth + 1) : FilterVerdict.None;

    private static bool IsAbout(FilterRule rule, FilteredPacket packet) =>
        !rule.AsksMore && (packet.IsTranslated || !rule.OfTranslated) && Is(rule.Input, packet.Input) && Is(rule.Output, packet.Output);

    private static bool Is(string? wanted, string? name) => wanted is null
        || name is not null && (wanted.EndsWith('*') ? name.StartsWith(wanted[..^1], StringComparison.Ordinal) : name == wanted);
}
