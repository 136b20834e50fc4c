namespace Reconciler.Fuzz.Targets;

/// <summary>All targets.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("yaml", InputForm.Text, YamlTarget.Run),
        new("lock", InputForm.Text, LockTarget.Run),
        new("plan", InputForm.Text, SavedPlanTarget.Run),
        new("key", InputForm.Text, KeyFileTarget.Run),
        new("names", InputForm.Bytes, NameTarget.Run),
        new("route", InputForm.Netlink, NetlinkTarget.Route),
        new("nftables", InputForm.Netlink, NetlinkTarget.Nftables),
        new("ruleset", InputForm.Netlink, RulesetTarget.Run),
        new("conntrack", InputForm.Netlink, NetlinkTarget.Conntrack),
        new("diag", InputForm.Netlink, NetlinkTarget.Diagnostics),
        new("xfrm", InputForm.Netlink, NetlinkTarget.Xfrm),
        new("trace", InputForm.Netlink, NetlinkTarget.Trace),
        new("text", InputForm.Netlink, NetlinkTarget.Text),
    ];

    public static FuzzTarget? Find(string name) => All.FirstOrDefault(t => t.Name == name);
}
