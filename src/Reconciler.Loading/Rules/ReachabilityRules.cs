using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>What an assertion must fulfil whatever else exists.</summary>
internal sealed class ReachabilityRules : SpecRules<ReachabilitySpec>
{
    private const int MinIPv6Mtu = 1280;
    // Half of the window that a connection begins with (64 KiB), with headers.
    private const int MaxTcpPacket = 32000;

    protected override void Check(ReachabilitySpec assertion, RuleFaults faults)
    {
        TargetSpec to = assertion.To;
        bool isAllowed = assertion.Expect == Expectation.Allowed;
        if (to is { Port: not null, Published: ServiceSpec service })
            faults.Add("To.Port", ReachabilityDiagnostics.PortOfPublished(service));
        if (to.Published is { IsEcho: true })
            faults.Add("To.Published", ReachabilityDiagnostics.PublishedEcho());
        if (to.Name is string name && !NameSyntax.IsFullName(name))
            faults.Add("To.Name", DnsDiagnostics.Name(name));
        if (to.Name is not null && assertion.From is not (EndpointSpec.Attachment or EndpointSpec.Labels or EndpointSpec.Network))
            faults.Add("From", DnsDiagnostics.AskedByName());
        if (assertion.Within is not null && !isAllowed)
            faults.Add("Within", ReachabilityDiagnostics.OfNoAnswer("within"));
        if (assertion.PreservesSource && !isAllowed)
            faults.Add("Expect", ReachabilityDiagnostics.OfNoAnswer("sourceAddress"));
        // A published port that could not be read is no echo.
        if (assertion.PreservesSource && (to.Containers is not null || to.Address is not null || to.Name is not null) && to.Service.IsEcho)
            faults.Add("To.Port", ReachabilityDiagnostics.EchoSeesNobody());
        if (assertion.Mtu is int mtu)
            CheckMtu(mtu, assertion, faults);
    }

    private static void CheckMtu(int mtu, ReachabilitySpec assertion, RuleFaults faults)
    {
        if (assertion.Expect != Expectation.Allowed)
            faults.Add("Mtu", ReachabilityDiagnostics.OfNoAnswer("mtu"));
        if (mtu < MinIPv6Mtu && assertion.To.Address is { Family: IpFamily.IPv6 })
            faults.Add("Mtu", ReachabilityDiagnostics.MtuBelowIPv6(mtu, MinIPv6Mtu));
        if (mtu > MaxTcpPacket && assertion.To.Service.Protocol == TransportProtocol.Tcp)
            faults.Add("Mtu", ReachabilityDiagnostics.SegmentsTooLarge(mtu, MaxTcpPacket));
    }
}
