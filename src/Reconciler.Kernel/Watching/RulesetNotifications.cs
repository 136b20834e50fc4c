using System.Globalization;
using Reconciler.Core.Resources;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Watching;

/// <summary>What nf_tables tells: a message for each object of a transaction, and at the end whose it was.</summary>
internal sealed class RulesetNotifications(OwnershipMark mark)
{
    private readonly Dictionary<NamespaceId, Transaction> open = [];

    /// <summary>The event of a transaction that ends with this message and concerns the owner's tables; <c>null</c>: it does not, or it is this process's own.</summary>
    /// <exception cref="NetlinkFormatException">The bytes are not what the protocol says.</exception>
    public KernelEvent? Read(NamespaceId where, MessageView message)
    {
        if ((NftablesMessageType)message.Header.Type != NftablesMessageType.NewGeneration)
        {
            if (RulesetNotification.TableOf(message) == mark.Table)
                TransactionIn(where).Add(message);
            return null;
        }
        Generation end = Generation.Read(message);
        return open.Remove(where, out Transaction? transaction) && end.ProcessId != Environment.ProcessId
            ? new(where, $"a transaction on table {mark.Table}", IsOurs: true)
            {
                By = string.Create(CultureInfo.InvariantCulture, $"{end.ProcessName} (pid {end.ProcessId})"),
                Scope = transaction.Scope,
            }
            : null;
    }

    private Transaction TransactionIn(NamespaceId where)
    {
        if (!open.TryGetValue(where, out Transaction? transaction))
            open[where] = transaction = new();
        return transaction;
    }
}
