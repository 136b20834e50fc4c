using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>What <c>dns</c> of a network must fulfil.</summary>
internal static class DnsRules
{
    public static void Check(DnsSpec dns, NetworkSpec network, RuleFaults faults)
    {
        if (dns.Domain is string domain && !NameSyntax.IsDomain(domain))
            faults.Add(nameof(DnsSpec.Domain), DnsDiagnostics.Domain(domain));
        if (dns.Upstream is not ValueList<IpAddress> upstream)
            return;
        IpAddress?[] gateways = [.. network.Subnets.Select(network.GatewayOf)];
        for (int i = 0; i < upstream.Count; i++)
        {
            IpAddress server = upstream[i];
            if (server.IsUnspecified || server.IsMulticast)
                faults.Add(nameof(DnsSpec.Upstream), i, DnsDiagnostics.SpecialUpstream(server));
            else if (gateways.Contains(server))
                faults.Add(nameof(DnsSpec.Upstream), i, DnsDiagnostics.OwnUpstream(server));
        }
    }
}
