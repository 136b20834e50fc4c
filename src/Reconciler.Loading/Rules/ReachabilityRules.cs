using FluentValidation;
using Reconciler.Core.Documents;

namespace Reconciler.Loading.Rules;

/// <summary>What an assertion must fulfil whatever else exists.</summary>
internal sealed class ReachabilityRules : AbstractValidator<ReachabilitySpec>
{
    public ReachabilityRules()
    {
        RuleFor(r => r.To.Port).Must((r, _) => r.To.Published is null).Else((r, _) => ReachabilityDiagnostics.PortOfPublished(r.To.Published!.Value))
            .When(r => r.To.Port is not null);
        RuleFor(r => r.To.Published).Must(service => service is not { IsEcho: true }).Else((_, _) => ReachabilityDiagnostics.PublishedEcho());
        RuleFor(r => r.Within).Must((r, _) => r.Expect == Expectation.Allowed).Else((_, _) => ReachabilityDiagnostics.OfNoAnswer("within"))
            .When(r => r.Within is not null);
        RuleFor(r => r.Expect).Must((r, _) => !r.PreservesSource || r.Expect == Expectation.Allowed).Else((_, _) => ReachabilityDiagnostics.OfNoAnswer("sourceAddress"));
        // A published port that could not be read is no echo.
        RuleFor(r => r.To.Port).Must((r, _) => !r.PreservesSource || !r.To.Service.IsEcho).Else((_, _) => ReachabilityDiagnostics.EchoSeesNobody())
            .When(r => r.To.Containers is not null || r.To.Address is not null);
    }
}
