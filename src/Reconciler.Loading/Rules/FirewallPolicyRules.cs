using FluentValidation;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>What a policy must fulfil whatever else exists.</summary>
internal sealed class FirewallPolicyRules : AbstractValidator<FirewallPolicySpec>
{
    public FirewallPolicyRules()
    {
        RuleFor(p => p.AppliesTo).Must((p, _) => p.Ingress is not null || p.Egress is not null)
            .Else((_, _) => FirewallPolicyDiagnostics.SaysNothing());
        RuleFor(p => p.Ingress).Custom((rules, context) => CheckRules(rules, "Ingress", "from", context));
        RuleFor(p => p.Egress).Custom((rules, context) => CheckRules(rules, "Egress", "to", context));
    }

    private static void CheckRules(ValueList<PolicyRule>? rules, string direction, string peersName, ValidationContext<FirewallPolicySpec> context)
    {
        for (int i = 0; i < rules?.Count; i++)
        {
            string path = $"{direction}[{i}]";
            PolicyRule rule = rules.Value[i];
            for (int j = 0; j < rule.Peers?.Count; j++)
            {
                if (rule.Peers.Value[j] is PeerSpec.Addresses addresses)
                    CheckAddresses(addresses, $"{path}.{peersName}[{j}]", context);
            }
        }
    }

    private static void CheckAddresses(PeerSpec.Addresses peer, string path, ValidationContext<FirewallPolicySpec> context)
    {
        if (!peer.Cidr.IsSubnet)
            context.Report(path + ".cidr", FirewallPolicyDiagnostics.HostBits(peer.Cidr));
        for (int i = 0; i < peer.Except.Count; i++)
        {
            IpPrefix except = peer.Except[i];
            if (!except.IsSubnet)
                context.Report($"{path}.except[{i}]", FirewallPolicyDiagnostics.HostBits(except));
            else if (!peer.Cidr.Contains(except))
                context.Report($"{path}.except[{i}]", FirewallPolicyDiagnostics.ExceptOutside(except, peer.Cidr));
            else if (except.Length == peer.Cidr.Length)
                context.Report($"{path}.except[{i}]", FirewallPolicyDiagnostics.ExceptAll(peer.Cidr));
        }
    }
}
