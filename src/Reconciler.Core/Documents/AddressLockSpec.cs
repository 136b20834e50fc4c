using Reconciler.Core.Values;

namespace Reconciler.Core.Documents;

/// <summary>What an <c>AddressLock</c> document says: addresses that were given out automatically once, and stay.</summary>
public sealed record AddressLockSpec
{
    /// <summary>Sorted by attachment.</summary>
    public ValueList<LockedAddresses> Attachments { get; init; } = [];
}

/// <summary>The addresses of one attachment, at most one per family.</summary>
/// <param name="Attachment">The name of the <c>ContainerAttachment</c>.</param>
public sealed record LockedAddresses(string Attachment, ValueList<IpAddress> Addresses);
