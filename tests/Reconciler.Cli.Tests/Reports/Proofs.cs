using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Proving;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel.Proving;

namespace Reconciler.Cli.Tests.Reports;

/// <summary>Proofs without a host, of the assertions of <see cref="Rehearsals.Loaded"/>.</summary>
internal static class Proofs
{
    private const string Elsewhere = "who asks, or who is asked, is not on this host";

    /// <summary>As it should be, as far as it can be asked there.</summary>
    public static ProofReport Proven { get; } = Of([Answer(Rehearsals.Public, "web", true), Answer(Rehearsals.Secret, "db", false)], [Open(Rehearsals.Secret, "db", Elsewhere), Open(Rehearsals.Empty, "web", Elsewhere)]);

    /// <summary>Everything that can be otherwise is.</summary>
    public static ProofReport Failed { get; } = Of(
        [Answer(Rehearsals.Public, "web", true), Answer(Rehearsals.Public, "web", false) with { Decision = Drop, Remedy = "'inet theirs' is somebody else's" }, Answer(Rehearsals.Secret, "a|b\n`c`", true)],
        [Open(Rehearsals.Public, "a|b\n`c`", "somebody else listens there")],
        ProofDiagnostics.Absent(Severity.Error, Rehearsals.Empty, ["ContainerAttachment/web (it is not attached)"]), ProofDiagnostics.NotTraced(1));

    /// <summary>Nothing that is asserted can be asked there.</summary>
    public static ProofReport Nothing { get; } = Of([], [Open(Rehearsals.Public, "web", Elsewhere)], ProofDiagnostics.Elsewhere([Question(Rehearsals.Public, "web")]));

    /// <summary>A signal came.</summary>
    public static ProofReport Interrupted { get; } = new([], [], [], TimeSpan.FromMilliseconds(12.3456), IsInterrupted: true);

    private static Decision Drop => new Decision.ByRule(Place.OfMachine("host"), "inet theirs", "forward", "tcp dport 80 drop", Drops: true);

    private static ProofReport Of(ProbeResult[] answers, OpenQuestion[] open, params Diagnostic[] more) => new(
        answers.ToValueList(), open.ToValueList(), [.. more, .. answers.Select(RehearsalDiagnostics.Of).OfType<Diagnostic>()], TimeSpan.FromMilliseconds(1234.5), IsInterrupted: false);

    private static ProbeResult Answer(Document<ReachabilitySpec> assertion, string to, bool reached) =>
        new(Question(assertion, to), reached, null, TimeSpan.FromMilliseconds(1.5), reached ? null : "no answer within 5.0 s");

    private static OpenQuestion Open(Document<ReachabilitySpec> assertion, string to, string reason) => new(Question(assertion, to), reason);

    private static Probe Question(Document<ReachabilitySpec> assertion, string to)
    {
        ServiceSpec service = new(TransportProtocol.Tcp, 8080);
        Place host = new("host", NamespaceId.Host, "host", [IpAddress.Parse("192.0.2.10")]);
        return new(assertion, host, to, IpAddress.Parse("192.0.2.10"), service, host, service);
    }
}
