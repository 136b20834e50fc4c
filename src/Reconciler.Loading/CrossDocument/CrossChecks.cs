using Reconciler.Core.Diagnostics;
using Reconciler.Loading.Definitions;

namespace Reconciler.Loading.CrossDocument;

/// <summary>What documents must fulfil together. Each check takes time proportional to n log n of the documents at most.</summary>
internal static class CrossChecks
{
    private static readonly Action<DocumentIndex, ICollection<Diagnostic>>[] OfAll =
    [
        References.Check,
        Subnets.Check,
        AttachmentAddresses.CheckSpanning,
        MacAddresses.CheckSpanning,
        Nodes.Check,
        Overlays.Check,
        AddressLocks.Check,
        KnownAddresses.Check,
        Names.Check,
        Policies.Check,
        Reachabilities.Check,
    ];

    // What documents of one host must not contradict, those of two hosts may.
    private static readonly Action<DocumentIndex, ICollection<Diagnostic>>[] OfEachHost =
    [
        AttachmentAddresses.Check,
        MacAddresses.Check,
        InterfaceNames.Check,
        BareContainers.Check,
        BridgePorts.Check,
        MacvlanNetworks.Check,
        ContainerRoutes.Check,
        PublishedPorts.Check,
    ];

    /// <summary>Reports every contradiction between documents of which all could be read.</summary>
    public static void Apply(LoadedDocuments loaded, ICollection<Diagnostic> faults)
    {
        DuplicateNames.Check(loaded, faults);
        DocumentIndex index = new(loaded);
        // What two hosts have in common is said once.
        HashSet<Diagnostic> found = [];
        foreach (Action<DocumentIndex, ICollection<Diagnostic>> check in OfAll)
            check(index, found);
        foreach (DocumentIndex host in index.ByHost())
        {
            foreach (Action<DocumentIndex, ICollection<Diagnostic>> check in OfEachHost)
                check(host, found);
        }
        foreach (Diagnostic fault in found)
            faults.Add(fault);
    }
}
