using FluentValidation;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>What an assertion must fulfil whatever else exists.</summary>
internal sealed class ReachabilityRules : AbstractValidator<ReachabilitySpec>
{
    private const int MinIPv6Mtu = 1280;
    // Half of the window that a connection begins with (64 KiB), with headers.
    private const int MaxTcpPacket = 32000;

    public ReachabilityRules()
    {
        RuleFor(r => r.To.Port).Must((r, _) => r.To.Published is null).Else((r, _) => ReachabilityDiagnostics.PortOfPublished(r.To.Published!.Value))
            .When(r => r.To.Port is not null);
        RuleFor(r => r.To.Published).Must(service => service is not { IsEcho: true }).Else((_, _) => ReachabilityDiagnostics.PublishedEcho());
        RuleFor(r => r.To.Name).Must(name => name is null || NameSyntax.IsFullName(name)).Else((_, name) => DnsDiagnostics.Name(name!));
        RuleFor(r => r.From).Must((r, from) => r.To.Name is null || from is EndpointSpec.Attachment or EndpointSpec.Labels or EndpointSpec.Network)
            .Else((_, _) => DnsDiagnostics.AskedByName());
        RuleFor(r => r.Within).Must((r, _) => r.Expect == Expectation.Allowed).Else((_, _) => ReachabilityDiagnostics.OfNoAnswer("within"))
            .When(r => r.Within is not null);
        RuleFor(r => r.Expect).Must((r, _) => !r.PreservesSource || r.Expect == Expectation.Allowed).Else((_, _) => ReachabilityDiagnostics.OfNoAnswer("sourceAddress"));
        // A published port that could not be read is no echo.
        RuleFor(r => r.To.Port).Must((r, _) => !r.PreservesSource || !r.To.Service.IsEcho).Else((_, _) => ReachabilityDiagnostics.EchoSeesNobody())
            .When(r => r.To.Containers is not null || r.To.Address is not null || r.To.Name is not null);
        RuleFor(r => r.Mtu).Must((r, _) => r.Expect == Expectation.Allowed).Else((_, _) => ReachabilityDiagnostics.OfNoAnswer("mtu"))
            .When(r => r.Mtu is not null);
        RuleFor(r => r.Mtu).Must((r, mtu) => mtu >= MinIPv6Mtu || r.To.Address is not { Family: IpFamily.IPv6 })
            .Else((_, mtu) => ReachabilityDiagnostics.MtuBelowIPv6(mtu!.Value, MinIPv6Mtu)).When(r => r.Mtu is not null);
        RuleFor(r => r.Mtu).Must((r, mtu) => mtu <= MaxTcpPacket || r.To.Service.Protocol != TransportProtocol.Tcp)
            .Else((_, mtu) => ReachabilityDiagnostics.SegmentsTooLarge(mtu!.Value, MaxTcpPacket)).When(r => r.Mtu is not null);
    }
}
