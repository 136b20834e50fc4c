using Reconciler.Core.Inspecting;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Diagnostics;

/// <summary>RC2034: filters of others.</summary>
internal static class FilterDiagnostics
{
    // What a person puts the name of an interface in place of.
    private const string AnyBridge = "BRIDGE";
    private const string DockersPlaceForOthers = "DOCKER-USER";

    /// <param name="table">All chains of the chain's table.</param>
    /// <param name="bridges">Those whose packets may be dropped; none: nothing is applied.</param>
    /// <param name="isWithin">Whether br_netfilter leads what stays within a bridge there, too.</param>
    public static Diagnostic MayDrop(FilterChain chain, ValueList<FilterChain> table, ValueList<string> bridges, Origin? origin, bool isWithin)
    {
        string what = bridges.Count == 0 ? "what is forwarded" : $"what is forwarded from and to {string.Join(", ", bridges)}";
        return Diagnostic.Warning(
            "RC2034", origin?.At,
            $"'{chain}' may drop {what}{(isWithin ? ", and what stays within a bridge" : "")} ({chain.Reason})",
            $"to let it pass: {Remedy(chain, table, bridges.Count == 0 ? AnyBridge : bridges[0])}");
    }

    private static string Remedy(FilterChain chain, ValueList<FilterChain> table, string bridge)
    {
        if (chain.Table == "firewalld")
            return $"firewall-cmd --permanent --zone=trusted --add-interface={bridge} && firewall-cmd --reload";
        if (table.Any(c => c.Name is "ufw-user-forward" or "ufw6-user-forward"))
            return $"ufw route allow in on {bridge} && ufw route allow out on {bridge}";
        string place = table.Any(c => c.Name == DockersPlaceForOthers) ? $"{chain.Family} {chain.Table} {DockersPlaceForOthers}" : chain.ToString();
        string incoming = $"nft insert rule {place} iifname {bridge} accept";
        return chain.Base!.Hook is "forward" or "postrouting" ? $"{incoming} && nft insert rule {place} oifname {bridge} accept" : incoming;
    }
}
