using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>What a policy must fulfil whatever else exists.</summary>
internal sealed class FirewallPolicyRules : SpecRules<FirewallPolicySpec>
{
    protected override void Check(FirewallPolicySpec policy, RuleFaults faults)
    {
        if (policy.Ingress is null && policy.Egress is null)
            faults.Add(nameof(FirewallPolicySpec.AppliesTo), FirewallPolicyDiagnostics.SaysNothing());
        CheckRules(policy.Ingress, nameof(FirewallPolicySpec.Ingress), "from", faults);
        CheckRules(policy.Egress, nameof(FirewallPolicySpec.Egress), "to", faults);
    }

    private static void CheckRules(ValueList<PolicyRule>? rules, string direction, string peersName, RuleFaults faults)
    {
        for (int i = 0; i < rules?.Count; i++)
        {
            ValueList<PeerSpec>? peers = rules.Value[i].Peers;
            for (int j = 0; j < peers?.Count; j++)
            {
                if (peers.Value[j] is PeerSpec.Addresses addresses)
                    CheckAddresses(addresses, faults.Of(direction, i).Of(peersName, j));
            }
        }
    }

    private static void CheckAddresses(PeerSpec.Addresses peer, RuleFaults faults)
    {
        if (!peer.Cidr.IsSubnet)
            faults.Add("cidr", FirewallPolicyDiagnostics.HostBits(peer.Cidr));
        for (int i = 0; i < peer.Except.Count; i++)
        {
            IpPrefix except = peer.Except[i];
            if (!except.IsSubnet)
                faults.Add("except", i, FirewallPolicyDiagnostics.HostBits(except));
            else if (!peer.Cidr.Contains(except))
                faults.Add("except", i, FirewallPolicyDiagnostics.ExceptOutside(except, peer.Cidr));
            else if (except.Length == peer.Cidr.Length)
                faults.Add("except", i, FirewallPolicyDiagnostics.ExceptAll(peer.Cidr));
        }
    }
}
