using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>What a lock file has to pin: every address that documents leave unsaid. No host is looked at.</summary>
public static class AddressLocking
{
    /// <summary>The pins, sorted by attachment; what is pinned already stays as far as it is valid.</summary>
    public static (AddressLockSpec Lock, ValueList<Diagnostic> Diagnostics) Lock(DocumentSet documents)
    {
        Wishes wishes = new();
        AddressPins pins = new(documents);
        ILookup<string, Document<ContainerAttachmentSpec>> attachments = documents.Attachments.ToLookup(a => a.Spec.Network);
        SortedDictionary<string, ValueList<IpAddress>> locked = new(StringComparer.Ordinal);
        foreach (Document<NetworkSpec> network in documents.Networks)
        {
            AddressClaim[] claims = [.. attachments[network.Name].Select(a => new AddressClaim(a, pins.Of(a.Name), []))];
            Dictionary<string, ValueList<IpPrefix>> given = new AddressAllocator(network, wishes).Allocate(claims);
            foreach (AddressClaim claim in claims)
                Add(claim.Attachment, given[claim.Attachment.Name], locked);
        }
        AddressLockSpec spec = new() { Attachments = locked.Select(l => new LockedAddresses(l.Key, l.Value)).ToValueList() };
        return (spec, wishes.ToCompilation().Diagnostics);
    }

    private static void Add(
        Document<ContainerAttachmentSpec> attachment, ValueList<IpPrefix> given, SortedDictionary<string, ValueList<IpAddress>> locked)
    {
        ValueList<IpAddress> automatic = given.Select(g => g.Address).Where(a => !attachment.Spec.Addresses.Contains(a)).ToValueList();
        if (automatic.Count > 0)
            locked[attachment.Name] = automatic;
    }
}
