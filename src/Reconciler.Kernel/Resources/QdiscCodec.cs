using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel.Observing;
using Reconciler.Netlink;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Resources;

/// <summary>Root queueing disciplines of our links and <c>RTM_NEWQDISC</c>.</summary>
internal sealed class QdiscCodec : RequestCodec
{
    // 52: as tc writes it; a mark, since nothing else can be attached to a discipline.
    private const uint Handle = 0x0052_0000;

    private static readonly string[] Defaults = ["noqueue", "noop"];

    public override ResourceKind Kind => QdiscKind.Instance;

    /// <summary>Those that somebody set on links of ours; the kernel's own have no handle.</summary>
    public static IEnumerable<Observed> Read(NamespaceReading reading, NetlinkConnection route, Owners owners)
    {
        Dictionary<int, LinkMessage> links = reading.Links
            .Where(l => l.Qdisc is not null && !Defaults.Contains(l.Qdisc) && owners.Owns(reading.Id, l))
            .ToDictionary(l => l.Index);
        if (links.Count == 0)
            yield break;
        foreach (QdiscMessage qdisc in route.Dump(QdiscMessage.WriteDump, QdiscMessage.Read))
        {
            if (qdisc is { Parent: QdiscMessage.Root, Handle: not 0, Kind: string kind } && links.TryGetValue(qdisc.Index, out LinkMessage? link))
            {
                yield return new(new Qdisc(reading.Id, link.Name!, kind)
                {
                    Rate = qdisc.Rate is ulong bytes ? new BitRate((long)bytes * 8) : null,
                    Limit = qdisc.Limit,
                }, kind == Qdisc.TokenBucket && qdisc.Handle == Handle ? Ownership.Owned : Ownership.Foreign);
            }
        }
    }

    public override void Write(Step step, RequestContext context)
    {
        Qdisc qdisc = (Qdisc)step.Subject;
        QdiscMessage message = new(context.IndexOf(qdisc.Link));
        if (step.Verb == Verb.Delete)
        {
            message.Write(context.Requests, RouteMessageType.DeleteQdisc);
            return;
        }
        (message with
        {
            Handle = Handle,
            Kind = Qdisc.TokenBucket,
            Rate = (ulong)qdisc.Rate!.Value.BytesPerSecond,
            Limit = (uint?)qdisc.Limit,
            Burst = (uint)qdisc.Burst,
        }).Write(context.Requests, RouteMessageType.NewQdisc, MessageFlags.Create | MessageFlags.Replace);
    }
}
