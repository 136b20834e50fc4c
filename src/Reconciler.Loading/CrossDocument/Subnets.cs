using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.CrossDocument;

/// <summary>Every network has a subnet, and no address belongs to two networks.</summary>
internal static class Subnets
{
    private sealed record Use(IpPrefix Subnet, Document<NetworkSpec> Network, SourceLocation At);

    public static void Check(DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        List<Use> uses = [];
        foreach (Document<NetworkSpec> network in documents.Networks)
        {
            if (network.Spec is { Mode: not (NetworkMode.Host or NetworkMode.None), Subnets.Count: 0 })
                faults.Add(CrossDiagnostics.NoSubnet(network.At("spec.subnets"), network.Name));
            uses.AddRange(UsesOf(network).DistinctBy(u => u.Subnet.Family));
        }
        // Two subnets are nested or disjoint: in the order of their first addresses, one overlaps an earlier one exactly when it
        // overlaps the last one that was not within another.
        Use? outer = null;
        foreach (Use use in uses.OrderBy(u => u.Subnet).ThenBy(u => u.At))
        {
            if (outer is not null && outer.Subnet.Overlaps(use.Subnet))
                Report(outer, use, faults);
            else
                outer = use;
        }
    }

    private static IEnumerable<Use> UsesOf(Document<NetworkSpec> network) => network.Spec.Subnets
        .Select((subnet, index) => new Use(subnet.Cidr.Subnet, network, network.At($"spec.subnets[{index}].cidr")));

    private static void Report(Use one, Use other, ICollection<Diagnostic> faults)
    {
        (Use first, Use second) = one.At < other.At ? (one, other) : (other, one);
        faults.Add(CrossDiagnostics.Overlap(second.At, second.Subnet, first.Subnet, first.Network.Id, first.At));
    }
}
