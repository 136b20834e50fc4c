using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Netlink.Nftables;

namespace Reconciler.Kernel.Watching;

/// <summary>An element that came or went.</summary>
/// <param name="Family">The family of its table.</param>
/// <param name="Table">The table's name.</param>
/// <param name="Set">The name of its set.</param>
/// <param name="Element">As the kernel tells it: of a range there may be two.</param>
public sealed record ElementNews(NetfilterFamily Family, string Table, string Set, SetElement Element)
{
    /// <summary>The set as it was read; <c>null</c>: it was not.</summary>
    internal NftSet? SetIn(NamespaceId where, Snapshot earlier) =>
        earlier.TryFind(NftSet.IdOf(new(where, (NftFamily)Family, Table), Set), out Observed? found) ? found.Resource as NftSet : null;
}
