using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;

namespace Reconciler.Loading.Rules;

/// <summary>RC1271 to RC1279: assertions that mean nothing.</summary>
internal static class ReachabilityDiagnostics
{
    public static Diagnostic PortOfPublished(ServiceSpec published) => Diagnostic.Error(
        "RC1271", null, $"what is published as {published} has no other port", "leave 'port' out");

    public static Diagnostic PublishedEcho() => Diagnostic.Error(
        "RC1272", null, "nobody publishes an echo", "name a port, as in published: tcp/8080");

    public static Diagnostic OfNoAnswer(string field) => Diagnostic.Error(
        "RC1273", null, $"'{field}' is about the answer, and none is expected", "leave it out, or expect: allowed");

    public static Diagnostic EchoSeesNobody() => Diagnostic.Error(
        "RC1274", null, "an echo does not tell by whom it was asked for", "prove 'sourceAddress' with a port, as in port: tcp/80");

    public static Diagnostic MtuBelowIPv6(int mtu, int minimum) => Diagnostic.Error(
        "RC1275", null, $"packets of {mtu} bytes pass wherever IPv6 does", $"say mtu: {minimum} at least");

    public static Diagnostic SegmentsTooLarge(int mtu, int maximum) => Diagnostic.Error(
        "RC1276", null, $"TCP makes no packets of {mtu} bytes", $"say mtu: {maximum} at most, or prove it with udp or icmp");
}
