using System.Globalization;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;

namespace Reconciler.Core.Diagnostics;

/// <summary>RC40xx: what a rehearsal has shown to be otherwise than it should be.</summary>
public static class RehearsalDiagnostics
{
    /// <summary>What an answer, or its lack, says against the assertion; <c>null</c>: nothing.</summary>
    public static Diagnostic? Of(ProbeResult result)
    {
        ReachabilitySpec spec = result.Probe.Assertion.Spec;
        if (result.Untold is string reason)
            return ProofDiagnostics.Untold(Severity.Error, result.Probe, reason);
        if (spec.Expect == Expectation.Denied)
            return result.Reached ? Reached(result) : null;
        if (!result.Reached)
            return result.Passing is int passing ? TooLarge(result, spec.Mtu!.Value, passing) : NotReached(result);
        if (spec.PreservesSource && result.Seen is { } seen && !result.Probe.From.Addresses.Contains(seen))
            return Translated(result);
        return spec.Within is TimeSpan limit && result.Took > limit ? TooLate(result, limit) : null;
    }

    /// <summary>What a question that was asked throughout a change says against the assertion; <c>null</c>: nothing.</summary>
    public static Diagnostic? Of(Gap gap)
    {
        if (gap.Probe.Assertion.Spec.Expect == Expectation.Denied)
            return gap.Answered > 0 ? Opened(gap) : null;
        return gap.IsOver ? null : NotOver(gap);
    }

    public static Diagnostic ProvesNothing(Document<ReachabilitySpec> assertion) => Diagnostic.Error(
        "RC4005", assertion.At("spec.from"), $"{assertion.Id} proves nothing: who asks and who is asked have no address of the same family",
        "correct who asks or who is asked, or give both networks a family in common");

    public static Diagnostic NotStable(string host, Change change) => Diagnostic.Error(
        "RC4006", change.Origin?.At, $"on {host}, applying a second time would change {change.Id} again",
        "this is a fault of Reconciler or of the kernel: please report it, with the documents");

    public static Diagnostic NotUndone(string host, Change change) => Diagnostic.Error(
        "RC4007", change.Origin?.At, $"on {host}, {change.Id} could not be brought back to how it was before",
        "this is a fault of Reconciler or of the kernel: please report it, with the documents");

    public static Diagnostic NamesNotServed(string host, string network, IpAddress server, string reason) => Diagnostic.Error(
        "RC4014", null, $"on {host}, nobody can serve the names of Network/{network} at {server}: {reason}",
        "this is a fault of Reconciler or of this system: please report it, with the documents");

    public static Diagnostic NoSuchHost(string name) => Diagnostic.Error(
        "RC4013", null, $"the documents are not for a node '{name}', which this host is taken for",
        "say '--node NAME' with the name of the node that this host is");

    private static Diagnostic NotReached(ProbeResult result) => Diagnostic.Error(
        "RC4001", At(result), $"{result.Probe} is not answered: {Why(result)}",
        result.Remedy ?? (result.IsNameless
            ? "names are served by 'reconciler watch' on the host; where a policy closes who asks, its 'egress' must list udp/53 to that address"
            : "whether the networks let it pass is said by 'reachableFrom', 'uplink', 'interContainerTraffic' and 'ports'"));

    private static string? Why(ProbeResult result) =>
        result.Decision is not { } decision ? result.Reason : result.IsNameless ? $"{result.Reason}; {decision}" : decision.ToString();

    private static Diagnostic Reached(ProbeResult result) => Diagnostic.Error(
        "RC4002", At(result), $"{result.Probe} is answered, and should not be{(result.Decision is { } decision ? $": {decision}" : "")}",
        result.Remedy ?? "networks are kept apart unless 'reachableFrom' names them; on one network 'interContainerTraffic: deny' does it; published ports are open to all");

    private static Diagnostic Translated(ProbeResult result) => Diagnostic.Error(
        "RC4003", At(result), $"{result.Probe} is seen as coming from {result.Seen}",
        "what leaves a network with 'uplink: nat' has the host's address; 'uplink: routed' keeps the container's own");

    private static Diagnostic TooLate(ProbeResult result, TimeSpan limit) => Diagnostic.Error(
        "RC4004", At(result),
        string.Create(CultureInfo.InvariantCulture, $"{result.Probe} is answered after {result.Took.TotalMilliseconds:0} ms instead of {limit.TotalMilliseconds:0} ms"),
        "the first question may have to find the neighbour first; allow for it, or look for what delays it");

    private static Diagnostic TooLarge(ProbeResult result, int mtu, int passing) => Diagnostic.Error(
        "RC4020", result.Probe.Assertion.At("spec.mtu"), $"{result.Probe}: packets of {mtu} bytes do not pass, the way takes at most {passing}",
        "the smallest MTU on the way decides, and what is encapsulated is larger by its headers: look at 'mtu' of the networks and of the interfaces below");

    private static Diagnostic Opened(Gap gap) => Diagnostic.Error(
        "RC4009", At(gap.Probe),
        string.Create(CultureInfo.InvariantCulture, $"while the change is made, {gap.Probe} is answered {gap.Answered} of {gap.Asked} times, and should never be"),
        "this is a fault of Reconciler: please report it, with the documents from before and after the change");

    private static Diagnostic NotOver(Gap gap) => Diagnostic.Error(
        "RC4010", At(gap.Probe), $"{gap.Probe} is answered before the change, and not any more after it",
        "this is a fault of Reconciler if it is answered when the documents are applied to hosts without any: please report it, with both documents");

    private static SourceLocation At(ProbeResult result) => At(result.Probe);

    private static SourceLocation At(Probe probe) => probe.Assertion.At("spec.to");
}
