using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Resources;

/// <summary>How steps of one kind of resource become rtnetlink requests.</summary>
internal abstract class RequestCodec
{
    public abstract ResourceKind Kind { get; }

    /// <summary>Appends the requests of a step.</summary>
    public abstract void Write(Step step, RequestContext context);
}

/// <summary>What requests are written with.</summary>
/// <param name="Requests">Where they are appended.</param>
/// <param name="Afterwards">
/// Where those are appended that name what the first ones make: they are sent when all of the first ones took effect. The kernel goes on
/// behind a request that it refuses, and the name may be that of somebody else's object then.
/// </param>
/// <param name="IndexOf">The index of a link in the namespace to which the requests go.</param>
/// <param name="DescriptorOf">The file descriptor of a namespace; <c>null</c> for the one to which the requests go.</param>
internal sealed record RequestContext(MessageWriter Requests, MessageWriter Afterwards, Func<string, int> IndexOf, Func<NamespaceId, int?> DescriptorOf);

/// <summary>All of them.</summary>
internal static class RequestCodecs
{
    public static IReadOnlyList<RequestCodec> All { get; } = [new LinkCodec(), new LoopbackCodec(), new AddressCodec(), new RouteCodec(), new NeighbourCodec(), new ForwardingEntryCodec(), new QdiscCodec()];

    private static readonly Dictionary<ResourceKind, RequestCodec> ByKind = All.ToDictionary(c => c.Kind);

    /// <summary>The one of a kind whose steps are rtnetlink requests.</summary>
    public static RequestCodec Of(ResourceKind kind) => ByKind[kind];
}
