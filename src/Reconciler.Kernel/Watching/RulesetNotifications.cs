using System.Globalization;
using Reconciler.Core.Resources;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Watching;

/// <summary>What nf_tables tells: a message for each object of a transaction, and at the end whose it was.</summary>
internal sealed class RulesetNotifications(OwnershipMark mark)
{
    // By namespace, the sets whose elements the transaction so far changes; null: perhaps all.
    private readonly Dictionary<NamespaceId, SortedSet<string>?> touched = [];

    /// <summary>The event of a transaction that ends with this message and concerns the owner's tables; <c>null</c>: it does not, or it is this process's own.</summary>
    /// <exception cref="NetlinkFormatException">The bytes are not what the protocol says.</exception>
    public KernelEvent? Read(NamespaceId where, MessageView message)
    {
        if ((NftablesMessageType)message.Header.Type != NftablesMessageType.NewGeneration)
        {
            if (RulesetNotification.TableOf(message) == mark.Table)
                Touch(where, message);
            return null;
        }
        Generation end = Generation.Read(message);
        return touched.Remove(where, out SortedSet<string>? sets) && end.ProcessId != Environment.ProcessId
            ? new(where, $"a transaction on table {mark.Table}", IsOurs: true)
            {
                By = string.Create(CultureInfo.InvariantCulture, $"{end.ProcessName} (pid {end.ProcessId})"),
                Scope = new EventScope.Ruleset([.. sets ?? []], IsWhole: sets is null),
            }
            : null;
    }

    private void Touch(NamespaceId where, MessageView message)
    {
        if (!touched.TryGetValue(where, out SortedSet<string>? sets))
            touched[where] = sets = new(StringComparer.Ordinal);
        if ((NftablesMessageType)message.Header.Type is NftablesMessageType.NewTable or NftablesMessageType.DeleteTable)
            touched[where] = null;
        else if (RulesetNotification.SetOf(message) is string set)
            sets?.Add(set);
    }
}
