using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;

namespace Reconciler.Loading.CrossDocument;

/// <summary>Networks that documents refer to exist.</summary>
internal static class References
{
    public static void Check(DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        NetworkAdvice advice = new(documents.NetworkNames);
        foreach (Document<ContainerAttachmentSpec> attachment in documents.Attachments)
        {
            string name = attachment.Spec.Network;
            if (documents.IsMissing(name))
                faults.Add(CrossDiagnostics.UnknownNetwork(attachment.At("spec.network"), name, advice.For(name)));
        }
        foreach (Document<NetworkSpec> network in documents.Networks)
        {
            if (BuiltInNetworks.Contains(network.Name))
                faults.Add(CrossDiagnostics.BuiltIn(network.At("metadata.name"), network.Name));
            for (int i = 0; i < network.Spec.ReachableFrom.Count; i++)
                CheckReachable(documents, network, i, advice, faults);
        }
    }

    private static void CheckReachable(
        DocumentIndex documents, Document<NetworkSpec> network, int entry, NetworkAdvice advice, ICollection<Diagnostic> faults)
    {
        string from = network.Spec.ReachableFrom[entry];
        SourceLocation at = network.At($"spec.reachableFrom[{entry}]");
        if (from == network.Name)
            faults.Add(CrossDiagnostics.ReachableFromItself(at));
        else if (documents.ModeOf(from) is NetworkMode.Host or NetworkMode.None || documents.Network(from)?.Spec.IsSomebodyElses == true)
            faults.Add(CrossDiagnostics.NoContainersFrom(at, from));
        else if (documents.IsMissing(from))
            faults.Add(CrossDiagnostics.UnknownReachable(at, from, advice.For(from)));
        else if (!network.Spec.IsSomebodyElses && documents.Network(from) is { } other && !CanAnswer(network.Spec, other.Spec))
            faults.Add(CrossDiagnostics.NoWayBack(at, network.Name, from));
    }

    // Containers answer by their default route, which they have in families with an uplink only.
    private static bool CanAnswer(NetworkSpec network, NetworkSpec from) => network.Subnets.Any(s =>
        network.Uplink.For(s.Cidr.Family) != Uplink.None && from.Uplink.For(s.Cidr.Family) != Uplink.None && from.Subnets.Any(f => f.Cidr.Family == s.Cidr.Family));
}
