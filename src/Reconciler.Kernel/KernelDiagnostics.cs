using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Kernel.Applying;
using Reconciler.Netlink;
using Reconciler.Netlink.Nftables;

namespace Reconciler.Kernel;

/// <summary>RC30xx: what the kernel refuses.</summary>
internal static class KernelDiagnostics
{
    public const string UnreadableHostCode = "RC3004";

    public static Diagnostic StepRefused(StepRefusedException refusal) => refusal is FlowsRefusedException ? FlowsRefused(refusal) : Diagnostic.Error(
        "RC3001", refusal.Step.Change.Origin?.At,
        $"the kernel refused {refusal.Step.Change.Id}: {Reason(refusal)}",
        $"the command would be: {string.Join("; ", refusal.Step.Commands)}");

    private static Diagnostic FlowsRefused(StepRefusedException refusal) => Diagnostic.Error(
        "RC3007", refusal.Step.Change.Origin?.At,
        $"the kernel does not forget connections that are led elsewhere by now: {refusal.Message}",
        "it must have conntrack's netlink (CONFIG_NF_CT_NETLINK, the module nf_conntrack_netlink)");

    public static Diagnostic NotAsWished(PlannedChange remaining) => Diagnostic.Error(
        "RC3002", remaining.Change.Origin?.At,
        $"after all steps {remaining.Change.Id} is still not as wished{Difference(remaining.Change)}",
        "something else on this host changes it, or the kernel took the request and ignored a part of it");

    public static Diagnostic TooFewDescriptors(int limit, int needed) => Diagnostic.Error(
        "RC3016", null,
        $"this process may have {limit} files open, and needs {needed} for all containers at once",
        $"raise the limit: 'ulimit -n {needed}', or LimitNOFILE= of the unit");

    /// <summary>A host that cannot be looked at, whatever the reason.</summary>
    public static Diagnostic NoHost(NamespaceId host, NetlinkException cause) =>
        cause.Errno is Errno.EPERM or Errno.EACCES ? PrivilegeDiagnostics.Of(cause) : UnreadableHost(host, cause);

    public static Diagnostic UnreadableHost(NamespaceId host, NetlinkException cause) => Diagnostic.Error(
        UnreadableHostCode, null,
        $"the network namespace {host} cannot be read: {cause.Message}",
        "'ip netns list' shows the names that there are; the kernel must have netlink and nf_tables");

    public static Diagnostic RulesetKeepsChanging(int attempts) => Diagnostic.Error(
        "RC3005", null,
        $"the ruleset was changed by others during each of {attempts} attempts",
        "find out what keeps changing it with 'nft monitor', and run again");

    public static Diagnostic RulesetChanged() => Diagnostic.Error(
        "RC3011", null,
        "the ruleset was changed by others while the saved plan was carried out",
        "plan again, and have the new plan reviewed");

    public static Diagnostic NoSandbox(string reason) => Diagnostic.Error(
        "RC3006", null,
        $"a sandbox cannot be made here: {reason}",
        "run it as root, or allow user namespaces (kernel.unprivileged_userns_clone, kernel.apparmor_restrict_unprivileged_userns)");

    public static Diagnostic NoLaboratory(NetlinkException cause) => Diagnostic.Error(
        "RC4008", null,
        $"the hosts cannot be built here: {cause.Message}",
        "the kernel must have namespaces, bridge and veth; an interface has a name of at most 15 bytes");

    public static Diagnostic NoHostWithoutRoot() => Diagnostic.Error(
        "RC4011", null, "only root can read the rules of this host, which decide what passes",
        "run it as root (it only reads the host), or name with '--from' the documents that are applied to it");

    public static Diagnostic TableNotCopied(Table table, NetlinkException cause) => Diagnostic.Warning(
        "RC4012", null, $"the rehearsal goes without the table '{table.Family.Word()} {table.Name}' of this host: {cause.Message}",
        "what it lets pass or drops is not rehearsed; tables with flowtables, or with chains that have no name, cannot be made again");

    // 'Unknown device type' is said of the request; the reader asks of what.
    private static string Reason(StepRefusedException refusal) => refusal switch
    {
        { Cause.Errno: Errno.EOPNOTSUPP, Step: { Verb: Verb.Create, Change.Subject: Link link } } =>
            $"this kernel has no {link.Type} devices ({refusal.Message})",
        { Cause.Errno: Errno.EPROTONOSUPPORT or Errno.ENOSYS, Step: { Verb: Verb.Create, Change.Subject: XfrmState } } =>
            $"this kernel has no ESP with AES-GCM ({refusal.Message})",
        _ => refusal.Message,
    };

    private static string Difference(Change change) => change switch
    {
        Change.Update update => ": " + string.Join(", ", update.Fields.Select(f => $"{f.Field} is {f.From ?? "nothing"} instead of {f.To}")),
        Change.Create => ": it does not exist",
        Change.Delete => ": it still exists",
        _ => "",
    };
}
