using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;

namespace Reconciler.Core.Compiling;

/// <summary>The interface of the host that a macvlan network stands on: somebody else's, except for a VLAN that nobody has made.</summary>
public static class MacvlanParent
{
    /// <summary>Its name.</summary>
    public static string Of(MacvlanSpec spec) => spec.Vlan is int id ? InterfaceNames.Vlan(spec.Parent, id) : spec.Parent;

    /// <summary>Wants what is missing of it, and reports what forbids it; false when nothing can stand on it.</summary>
    internal static bool Want(AttachedNetwork network, CompileContext context)
    {
        MacvlanSpec spec = network.Spec.Macvlan!;
        if (Find(spec.Parent, context.Observed) is not { Resource: Link parent })
        {
            context.Wishes.Report(PlanDiagnostics.ParentMissing(network.Document, spec.Parent));
            return false;
        }
        if (!parent.Up)
            context.Wishes.Report(PlanDiagnostics.ParentDown(network.Document, spec.Parent));
        if (network.Spec.Mtu > parent.Mtu)
            context.Wishes.Report(PlanDiagnostics.AboveParentsMtu(network.Document, network.Spec.Mtu.Value, spec.Parent, parent.Mtu.Value));
        return spec.Vlan is not int id || WantVlan(network, id, context);
    }

    private static bool WantVlan(AttachedNetwork network, int id, CompileContext context)
    {
        MacvlanSpec spec = network.Spec.Macvlan!;
        LinkType.Vlan type = new(id);
        Observed? found = Find(Of(spec), context.Observed);
        if (found is { Ownership: Ownership.Foreign, Owner: null, Resource: Link other })
        {
            if (other.Type == type && other.Parent == spec.Parent)
                return true;
            context.Wishes.Report(PlanDiagnostics.OtherVlan(network.Document, other, spec.Parent, id));
            return false;
        }
        // Several networks may stand on it: the mark names none of them.
        context.Wishes.Want(new Link(NamespaceId.Host, Of(spec), type)
        {
            Parent = spec.Parent,
            Group = context.Mark.Group,
            Alias = context.Mark.Alias(new("Vlan", string.Create(CultureInfo.InvariantCulture, $"{spec.Parent}.{id}"))),
            LinkLocal = LinkLocal.None,
        }, network.From("spec.macvlan.vlan"));
        return true;
    }

    private static Observed? Find(string name, Snapshot observed) =>
        observed.TryFind(Link.IdOf(NamespaceId.Host, name), out Observed? found) ? found : null;
}
