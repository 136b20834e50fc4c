using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>The addresses that lock files pin, by attachment.</summary>
internal sealed class AddressPins(DocumentSet documents)
{
    private readonly Dictionary<string, ValueList<IpAddress>> pinned = documents.Locks
        .SelectMany(l => l.Spec.Attachments)
        .DistinctBy(a => a.Attachment)
        .ToDictionary(a => a.Attachment, a => a.Addresses);

    public ValueList<IpAddress> Of(string attachment) => pinned.GetValueOrDefault(attachment);
}
