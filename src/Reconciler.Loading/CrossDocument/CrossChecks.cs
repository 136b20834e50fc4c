using Reconciler.Core.Diagnostics;
using Reconciler.Loading.Definitions;

namespace Reconciler.Loading.CrossDocument;

/// <summary>What documents must fulfil together. Each check takes time proportional to n log n of the documents at most.</summary>
internal static class CrossChecks
{
    private static readonly Action<DocumentIndex, ICollection<Diagnostic>>[] All =
    [
        References.Check,
        Subnets.Check,
        AttachmentAddresses.Check,
        MacAddresses.Check,
        InterfaceNames.Check,
        BareContainers.Check,
        MacvlanNetworks.Check,
        ContainerRoutes.Check,
        PublishedPorts.Check,
        AddressLocks.Check,
    ];

    /// <summary>Reports every contradiction between documents of which all could be read.</summary>
    public static void Apply(LoadedDocuments loaded, ICollection<Diagnostic> faults)
    {
        DuplicateNames.Check(loaded, faults);
        DocumentIndex index = new(loaded);
        foreach (Action<DocumentIndex, ICollection<Diagnostic>> check in All)
            check(index, faults);
    }
}
