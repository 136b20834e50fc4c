using Reconciler.Core.Compiling;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;

namespace Reconciler.Core.Inspecting;

/// <summary>What a kernel must have been built with.</summary>
public static class KernelNeeds
{
    /// <summary>The kinds of devices that Reconciler makes, as the kernel names them.</summary>
    public static ValueList<string> Devices { get; } = ["bridge", "veth", "macvlan", "vlan", "vxlan"];

    /// <summary>What every host with bridges has in nf_tables, in the order in which it can be made.</summary>
    public static ValueList<Step> Ruleset { get; } = [.. RulesetFrame.Of(new NftTable(NamespaceId.Host, NftFamily.Inet, "probe"))
        .SelectMany(r => r.Kind.Steps(new Change.Create(r, null))).Order()];

    /// <summary>What wants devices of a kind; <c>null</c>: nothing.</summary>
    public static Origin? WhoNeeds(string device, IEnumerable<Desired> wanted) =>
        wanted.FirstOrDefault(d => d.Resource is Link link && link.Type.ToString() == device)?.Origin;

    /// <summary>What wants packets to be encrypted; <c>null</c>: nothing.</summary>
    public static Origin? WhoEncrypts(IEnumerable<Desired> wanted) => wanted.FirstOrDefault(d => d.Resource is XfrmState)?.Origin;
}
