using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Rehearsing;

/// <summary>
/// What documents say about who reaches whom without an assertion: containers of one network reach each other or do not, networks do not
/// reach each other but by <c>reachableFrom</c>, published ports are reached from outside and nothing else is, and who has a way out
/// has one; all of that unless policies close it, and of what they close exactly what they list is open. Each stands at the document that
/// says so.
/// </summary>
public sealed class ImpliedAssertions
{
    // A port that nobody publishes, and that nothing but a probe answers (discard, RFC 863).
    internal static readonly ServiceSpec Unpublished = new(TransportProtocol.Tcp, 9);

    /// <summary>What they are all called.</summary>
    public static DocumentId Id { get; } = new(DocumentKind.Reachability, "implied");

    private readonly ValueList<IpAddress> outside;
    private readonly ILookup<string, Document<ContainerAttachmentSpec>> attachments;
    private readonly ILookup<(string? Node, ContainerSpec), Document<ContainerAttachmentSpec>> ofContainer;
    private readonly Document<NetworkSpec>[] networks;
    private readonly PolicyJudge judge;
    private readonly PolicyQuestions policies;

    /// <param name="outside">Addresses of the outside, one of each family.</param>
    public ImpliedAssertions(DocumentSet documents, ValueList<IpAddress> outside)
    {
        this.outside = outside;
        judge = new(documents);
        policies = new(judge);
        attachments = documents.Attachments.ToLookup(a => a.Spec.Network);
        ofContainer = documents.Attachments.ToLookup(ContainerOf);
        networks = [.. documents.Networks.Where(n => n.Spec.Mode is NetworkMode.Bridge or NetworkMode.Overlay && !n.Spec.IsSomebodyElses)];
    }

    public IEnumerable<Document<ReachabilitySpec>> All() =>
        [.. networks.SelectMany(Within), .. networks.SelectMany(Between), .. networks.SelectMany(FromOutside), .. networks.SelectMany(ToOutside)];

    /// <summary>That published ports are reached from outside, by those who are let in.</summary>
    public IEnumerable<Document<ReachabilitySpec>> Published() =>
        networks.Where(IsTranslated).SelectMany(n => attachments[n.Name].SelectMany(a => Published(a, n)));

    private IEnumerable<Document<ReachabilitySpec>> Within(Document<NetworkSpec> network)
    {
        Expectation expect = network.Spec.InterContainerTraffic == InterContainerTraffic.Allow ? Expectation.Allowed : Expectation.Denied;
        foreach (Document<ContainerAttachmentSpec>[] together in Groups(network))
        {
            foreach ((Document<ContainerAttachmentSpec> from, Document<ContainerAttachmentSpec> to) in Pairs(together))
            {
                if (ContainerOf(from) == ContainerOf(to))
                    continue;
                foreach (ServiceSpec service in policies.Between(from, to).Prepend(ServiceSpec.Echo))
                {
                    if (Judged(expect, judge.PartyOf(from), judge.PartyOf(to), service) is Expectation judged)
                        yield return Said(network.At("spec.interContainerTraffic"), Of(from), new() { Containers = Of(to), Port = service }, judged);
                }
            }
        }
    }

    private IEnumerable<Document<ReachabilitySpec>> Between(Document<NetworkSpec> to)
    {
        foreach (Document<NetworkSpec> from in networks.Where(n => n != to))
        {
            bool isOpen = to.Spec.ReachableFrom.Contains(from.Name);
            // Without a gateway the answer has no way back.
            if (isOpen && !(LeadsOut(from) && LeadsOut(to)))
                continue;
            foreach (Document<ContainerAttachmentSpec> target in attachments[to.Name].DistinctBy(a => a.Spec.Node))
            {
                Document<ContainerAttachmentSpec>? source = attachments[from.Name].FirstOrDefault(a => a.Spec.Node == target.Spec.Node && IsOnlyThere(a));
                if (source is not null && IsOnlyThere(target)
                    && Judged(isOpen ? Expectation.Allowed : Expectation.Denied, judge.PartyOf(source), judge.PartyOf(target), Unpublished) is Expectation judged)
                    yield return Said(to.At("spec.reachableFrom"), Of(source), new() { Containers = Of(target), Port = Unpublished }, judged);
            }
        }
    }

    private IEnumerable<Document<ReachabilitySpec>> FromOutside(Document<NetworkSpec> network)
    {
        foreach (Document<ContainerAttachmentSpec> attachment in attachments[network.Name])
        {
            yield return Said(attachment.At("metadata.name"), new EndpointSpec.Outside(), new() { Containers = Of(attachment), Port = Unpublished }, Expectation.Denied);
            if (!IsTranslated(network))
                continue;
            foreach (Document<ReachabilitySpec> published in Published(attachment, network))
                yield return published;
        }
    }

    private IEnumerable<Document<ReachabilitySpec>> Published(Document<ContainerAttachmentSpec> attachment, Document<NetworkSpec> network)
    {
        for (int i = 0; i < attachment.Spec.Ports.Count; i++)
        {
            PortSpec port = attachment.Spec.Ports[i];
            if (port.Protocol == TransportProtocol.Sctp || port.Address is { IsLoopback: true } || ForOutside(port, network) is not Expectation byPort)
                continue;
            ServiceSpec service = new(port.Protocol, port.Container.First);
            if (Judged(byPort, TheOutside, judge.PartyOf(attachment), service) is Expectation judged)
                yield return Said(attachment.At($"spec.ports[{i}]"), new EndpointSpec.Outside(), new() { Published = service with { Port = port.Host.First } }, judged);
        }
    }

    // One assertion is about both families: nothing is said where the outside is let in in one of them only, or is not known.
    private Expectation? ForOutside(PortSpec port, Document<NetworkSpec> network)
    {
        if (port.AllowFrom is null)
            return Expectation.Allowed;
        bool[] admitted =
        [
            .. outside.Where(o => port.Address is IpAddress on ? on.Family == o.Family : network.Spec.Subnets.Any(s => s.Cidr.Family == o.Family))
                .Select(port.Admits).Distinct(),
        ];
        return admitted is [bool isLetIn] ? isLetIn ? Expectation.Allowed : Expectation.Denied : null;
    }

    private IEnumerable<Document<ReachabilitySpec>> ToOutside(Document<NetworkSpec> network)
    {
        foreach (Document<ContainerAttachmentSpec> attachment in attachments[network.Name].Where(a => IsOnlyThere(a) && a.Spec.GatewayPriority != ContainerAttachmentSpec.NoGateway))
        {
            foreach (IpAddress address in outside.Where(o => network.Spec.Subnets.Any(s => s.Cidr.Family == o.Family)))
            {
                Expectation expect = network.Spec.LeadsOutIn(address.Family) ? Expectation.Allowed : Expectation.Denied;
                if (Judged(expect, judge.PartyOf(attachment), PolicyParty.Somebody(address), ServiceSpec.Echo) is Expectation judged)
                    yield return Said(network.At("spec.uplink"), Of(attachment), new() { Address = address }, judged);
            }
        }
    }

    private PolicyParty TheOutside => outside.Count == 0
        ? PolicyParty.Anybody
        : new(null, outside, outside.Select(IpPrefix.Single).ToValueList());

    // What networks let pass, policies may still close; null: whether they do depends on more than the documents say.
    private Expectation? Judged(Expectation byNetworks, PolicyParty from, PolicyParty to, ServiceSpec service) =>
        byNetworks == Expectation.Denied ? byNetworks : judge.Admits(from, to, service) switch { true => Expectation.Allowed, false => Expectation.Denied, null => null };

    // The attachments that are on one bridge, or on one overlay.
    private IEnumerable<Document<ContainerAttachmentSpec>[]> Groups(Document<NetworkSpec> network) => network.Spec.SpansNodes
        ? [[.. attachments[network.Name]]]
        : attachments[network.Name].GroupBy(a => a.Spec.Node).Select(g => g.ToArray());

    // Everybody asks those who are 1, 2, 4, 8, … places behind: all ways are gone, and not all of n².
    private static IEnumerable<(Document<ContainerAttachmentSpec>, Document<ContainerAttachmentSpec>)> Pairs(Document<ContainerAttachmentSpec>[] together)
    {
        for (int i = 0; i < together.Length; i++)
        {
            for (int distance = 1; distance < together.Length; distance *= 2)
                yield return (together[i], together[(i + distance) % together.Length]);
        }
    }

    // A container on several networks has other ways.
    private bool IsOnlyThere(Document<ContainerAttachmentSpec> attachment) => ofContainer[ContainerOf(attachment)].Count() == 1;

    // Two nodes may have containers of one name.
    private static (string? Node, ContainerSpec) ContainerOf(Document<ContainerAttachmentSpec> attachment) => (attachment.Spec.Node, attachment.Spec.Container);

    private static bool LeadsOut(Document<NetworkSpec> network) => network.Spec.Subnets.All(s => network.Spec.LeadsOutIn(s.Cidr.Family));

    private static bool IsTranslated(Document<NetworkSpec> network) => network.Spec.Subnets.All(s => network.Spec.Uplink.For(s.Cidr.Family) == Uplink.Nat);

    private static EndpointSpec.Attachment Of(Document<ContainerAttachmentSpec> attachment) => new(attachment.Name);

    private static Document<ReachabilitySpec> Said(SourceLocation at, EndpointSpec from, TargetSpec to, Expectation expect) =>
        new(Id, new(Id.Name, []), new ReachabilitySpec { From = from, To = to, Expect = expect }, new SamePlace(at));

    // All that is implied by a value stands where the value does.
    private sealed class SamePlace(SourceLocation at) : SourceMap
    {
        public override SourceLocation Locate(string path) => at;
    }
}
