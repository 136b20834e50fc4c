using Reconciler.Core.Inspecting;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel.Resources;
using Reconciler.Netlink.Nftables;

namespace Reconciler.Kernel.Inspecting;

/// <summary>Reads what of a host is nobody's resource and decides whether packets pass.</summary>
internal static class ConditionReading
{
    // NF_INET_* of linux/netfilter.h, which bridges share; what is sent and received by the host itself is not of interest.
    private static readonly Dictionary<uint, string> Hooks = new() { [0] = "prerouting", [2] = "forward", [4] = "postrouting", [5] = "ingress" };

    // NF_NETDEV_INGRESS and NF_NETDEV_EGRESS of linux/netfilter.h
    private static readonly Dictionary<uint, string> DeviceHooks = new() { [0] = "ingress", [1] = "egress" };

    /// <param name="links">Those whose settings matter.</param>
    /// <exception cref="Netlink.NetlinkException">The ruleset cannot be read.</exception>
    public static HostCondition Of(HostKernel kernel, IEnumerable<string> links) => new()
    {
        Chains = Chains(new ForeignRuleset(kernel.Host.Netfilter, kernel.Mark)).ToValueList(),
        Settings = SysctlCodec.Read(kernel, HostCondition.Asked(links)).Select(o => (Sysctl)o.Resource).ToValueList(),
    };

    private static IEnumerable<FilterChain> Chains(ForeignRuleset ruleset)
    {
        ILookup<(NetfilterFamily, string), Chain> chains = ruleset.Chains().ToLookup(c => (c.Family, c.Table));
        foreach (Table table in ruleset.Tables().Where(t => OwnershipMark.OwnerOfTable(t.Name) is null))
        {
            Chain[] own = [.. chains[(table.Family, table.Name)]];
            if (!own.Any(c => BaseOf(c) is not null))
                continue;
            ILookup<string, Rule> rules = ruleset.Rules(table).ToLookup(r => r.Chain);
            foreach (Chain chain in own)
                yield return new(table.Family.Word(), table.Name, chain.Name, BaseOf(chain), rules[chain.Name].Select(FilterReading.Of).ToValueList());
        }
    }

    private static FilterBase? BaseOf(Chain chain) =>
        chain is { Base: { Type: "filter" } hooked, Family: not NetfilterFamily.Arp }
        && (chain.Family == NetfilterFamily.Netdev ? DeviceHooks : Hooks).TryGetValue(hooked.Hook, out string? hook)
            ? new(hook, hooked.Priority, hooked.Policy == VerdictCode.Drop) : null;
}
