using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Loading.Definitions;

namespace Reconciler.Loading.CrossDocument;

/// <summary>Names are unique among the documents of one kind.</summary>
internal static class DuplicateNames
{
    public static void Check(LoadedDocuments loaded, ICollection<Diagnostic> faults)
    {
        FirstPlaces<DocumentId> places = new(loaded.Identities.Count);
        foreach (DocumentIdentity document in loaded.Identities)
        {
            if (document is not { Kind: string kind, Name: string name })
                continue;
            SourceLocation at = document.Source.Locate("metadata.name");
            if (places.Add(new(kind, name), at) is SourceLocation first)
                faults.Add(CrossDiagnostics.DuplicateName(at, new(kind, name), first));
        }
    }
}
