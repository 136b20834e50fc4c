using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Kernel.Observing;
using Reconciler.Netlink.Route;

namespace Reconciler.Kernel.Resources;

/// <summary><c>lo</c> and its <c>IFF_UP</c>.</summary>
internal sealed class LoopbackCodec : RequestCodec
{
    public override ResourceKind Kind => LoopbackKind.Instance;

    /// <summary>The fact that a namespace's <c>lo</c> is up; nothing when it is down.</summary>
    public static IEnumerable<Observed> Read(NamespaceReading reading) => reading.Links
        .Where(l => l.Flags.HasFlag(LinkFlags.Loopback) && l.Flags.HasFlag(LinkFlags.Up))
        .Select(_ => new Observed(new Loopback(reading.Id), Ownership.Shared));

    public override void Write(Step step, RequestContext context) => new LinkMessage
    {
        Name = "lo",
        Flags = step.Verb == Verb.Delete ? LinkFlags.None : LinkFlags.Up,
        Change = LinkFlags.Up,
    }.Write(context.Requests, RouteMessageType.NewLink);
}
