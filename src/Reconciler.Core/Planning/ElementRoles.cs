using Reconciler.Core.Compiling;
using Reconciler.Core.Compiling.Policies;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>What the elements of a set on the host decide about who comes in from outside.</summary>
internal enum ElementRole
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Whether anybody reaches a whole network.</summary>
    Network,

    /// <summary>Where a protocol's ports lead, and who may use them.</summary>
    Port,

    /// <summary>Whom a container lets in.</summary>
    Policy,
}

/// <summary>The roles of all sets by their names.</summary>
internal static class ElementRoles
{
    private static readonly Dictionary<string, (ElementRole Role, IpFamily Family)> BySet = Enum.GetValues<IpFamily>().SelectMany(Roles).ToDictionary(r => r.Set, r => (r.Role, r.Family));

    /// <summary>The role of a set's elements.</summary>
    public static ElementRole Of(string set) => BySet.GetValueOrDefault(set).Role;

    /// <summary>The family of a set that has a role.</summary>
    public static IpFamily FamilyOf(string set) => BySet[set].Family;

    private static IEnumerable<(string Set, ElementRole Role, IpFamily Family)> Roles(IpFamily family) =>
    [
        .. new[] { RulesetFrame.Hairpin(family), RulesetFrame.Uplinked(family), RulesetFrame.Routed(family) }.Select(set => (set, ElementRole.Network, family)),
        .. new[] { PortFrame.Guarded(family), PortFrame.Admitted(family), PortFrame.Services(family), PortFrame.ServicesFrom(family) }
            .Concat(PortFrame.Maps(family)).Select(set => (set, ElementRole.Port, family)),
        (PolicySets.Closed(PolicyDirection.Ingress, family), ElementRole.Policy, family),
        (PolicySets.Open(PolicyDirection.Ingress, family), ElementRole.Policy, family),
    ];
}
