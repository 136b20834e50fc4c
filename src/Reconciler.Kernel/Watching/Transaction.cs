using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Watching;

/// <summary>What a transaction changes of the owner's tables in a namespace, as far as its messages have come.</summary>
internal sealed class Transaction
{
    // Whoever changes more is asked for whole sets.
    private const int MostElements = 64;

    private readonly SortedSet<string> sets = new(StringComparer.Ordinal);
    private readonly List<ElementNews> elements = [];
    private bool hasFrame;
    private bool isWhole;

    /// <summary>What has to be looked at again.</summary>
    public EventScope.Ruleset Scope => new([.. sets], [.. elements], hasFrame, isWhole);

    /// <exception cref="NetlinkFormatException">The bytes are not what the protocol says.</exception>
    public void Add(MessageView message)
    {
        switch ((NftablesMessageType)message.Header.Type)
        {
            case NftablesMessageType.NewTable or NftablesMessageType.DeleteTable:
                isWhole = true;
                break;
            case NftablesMessageType.NewElements or NftablesMessageType.DeleteElements when elements.Count < MostElements:
                SetElements some = SetElements.Read(message);
                elements.AddRange(some.Elements.Select(e => new ElementNews(some.Family, some.Table, some.Set, e)));
                break;
            case NftablesMessageType.NewElements or NftablesMessageType.DeleteElements:
                sets.Add(RulesetNotification.SetOf(message)!);
                break;
            default:
                hasFrame = true;
                if (RulesetNotification.SetOf(message) is string set)
                    sets.Add(set);
                break;
        }
    }
}
