using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>
/// Documents that look as if they had been renamed: one has gone, and another has come that is for the same container, or has the same
/// subnets. They have nothing in common but that, so that what the old one made is removed and made anew.
/// </summary>
internal static class Renames
{
    /// <param name="changes">Those of the plan: where no link changes, all that are ours are those of documents that are still there.</param>
    public static IEnumerable<Diagnostic> Of(ValueList<Change> changes, ValueList<Desired> desired, Snapshot observed) =>
        changes.Any(c => c is not Change.Create && c.Subject is Link) ? Of(desired, observed) : [];

    private static IEnumerable<Diagnostic> Of(ValueList<Desired> desired, Snapshot observed)
    {
        HashSet<string?> aliases = [.. desired.Select(d => d.Resource).OfType<Link>().Select(l => l.Alias)];
        Link[] owned = [.. observed.Resources.Where(o => o.Ownership == Ownership.Owned).Select(o => o.Resource).OfType<Link>()];
        return owned.All(l => aliases.Contains(l.Alias)) ? [] : Of(desired, owned, observed);
    }

    private static IEnumerable<Diagnostic> Of(ValueList<Desired> desired, Link[] owned, Snapshot observed)
    {
        Named[] before = [.. owned.SelectMany(l => NamedBy(l, null))];
        Named[] after = [.. desired.SelectMany(d => d.Resource is Link link ? NamedBy(link, d.Origin) : [])];
        HashSet<DocumentId> known = [.. before.Select(n => n.Document)];
        HashSet<DocumentId> wanted = [.. after.Select(n => n.Document)];
        ILookup<string, IpPrefix> subnetsBefore = SubnetsOf(observed.Of<Address>(NamespaceId.Host));
        ILookup<string, IpPrefix> subnetsAfter = SubnetsOf(desired.Select(d => d.Resource).OfType<Address>().Where(a => a.Namespace.IsHost));
        HashSet<DocumentId> told = [];
        foreach (Named gone in before.Where(n => !wanted.Contains(n.Document)))
        {
            Named? come = after.FirstOrDefault(n => !known.Contains(n.Document) && n.Document.Kind == gone.Document.Kind
                && (n.Container is NamespaceId container ? container == gone.Container : IsSame(subnetsBefore[gone.Link], subnetsAfter[n.Link])));
            if (come?.Origin is Origin origin && told.Add(gone.Document))
                yield return PlanDiagnostics.Renamed(origin, gone.Document);
        }
    }

    private static IEnumerable<Named> NamedBy(Link link, Origin? origin)
    {
        if (OwnershipMark.DocumentOf(link.Alias) is DocumentId document)
            yield return new(document, link.Name, (link.Type as LinkType.Veth)?.Peer?.Namespace ?? (link.Namespace.IsHost ? null : link.Namespace), origin);
    }

    private static ILookup<string, IpPrefix> SubnetsOf(IEnumerable<Address> addresses) =>
        addresses.Where(a => !a.Prefix.Address.IsLinkLocal).ToLookup(a => a.Link, a => a.Prefix.Subnet);

    private static bool IsSame(IEnumerable<IpPrefix> before, IEnumerable<IpPrefix> after) => before.Any() && before.ToHashSet().SetEquals(after);

    // A link with the document that it names; its container, when it leads to one.
    private sealed record Named(DocumentId Document, string Link, NamespaceId? Container, Origin? Origin);
}
