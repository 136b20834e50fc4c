using FluentValidation;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>What <c>dns</c> of a network must fulfil.</summary>
internal sealed class DnsRules : AbstractValidator<DnsSpec>
{
    public DnsRules(NetworkSpec network)
    {
        RuleFor(d => d.Domain).Must(domain => domain is null || NameSyntax.IsDomain(domain)).Else((_, domain) => DnsDiagnostics.Domain(domain!));
        RuleFor(d => d.Upstream).Custom((upstream, context) =>
        {
            IpAddress?[] gateways = [.. network.Subnets.Select(network.GatewayOf)];
            for (int i = 0; i < (upstream?.Count ?? 0); i++)
            {
                IpAddress server = upstream!.Value[i];
                if (server.IsUnspecified || server.IsMulticast)
                    context.Report($"Upstream[{i}]", DnsDiagnostics.SpecialUpstream(server));
                else if (gateways.Contains(server))
                    context.Report($"Upstream[{i}]", DnsDiagnostics.OwnUpstream(server));
            }
        });
    }
}
