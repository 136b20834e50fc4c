using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Rehearsing;

/// <summary>What is worth asking because of policies: of each protocol that those who close two attachments list, one port; and a port that none lists.</summary>
internal sealed class PolicyQuestions(PolicyJudge judge)
{
    /// <summary>The services to ask for between two attachments; none, when nobody closes them.</summary>
    public IEnumerable<ServiceSpec> Between(Document<ContainerAttachmentSpec> from, Document<ContainerAttachmentSpec> to)
    {
        ValueList<PolicyRule>[] lists =
        [
            .. judge.Closing(to, PolicyDirection.Ingress).Select(p => p.Spec.Ingress!.Value),
            .. judge.Closing(from, PolicyDirection.Egress).Select(p => p.Spec.Egress!.Value),
        ];
        if (lists.Length == 0)
            return [];
        PolicyPort[] listed = [.. lists.SelectMany(rules => rules).SelectMany(r => r.Ports ?? []).Where(p => IsAsked(p.Protocol)).Distinct()];
        return [.. listed.Select(p => new ServiceSpec(p.Protocol, Math.Max(p.Ports.First, (ushort)1))).Append(Unlisted(listed)).Distinct()];
    }

    private static bool IsAsked(TransportProtocol protocol) => protocol is TransportProtocol.Tcp or TransportProtocol.Udp;

    private static ServiceSpec Unlisted(PolicyPort[] listed)
    {
        ServiceSpec service = ImpliedAssertions.Unpublished;
        while (service.Port < ushort.MaxValue && listed.Any(p => p.Includes(service)))
            service = service with { Port = (ushort)(service.Port + 1) };
        return service;
    }
}
