using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel.Rehearsing;
using Reconciler.Loading;

namespace Reconciler.Cli.Tests.Reports;

/// <summary>Rehearsals without a laboratory.</summary>
internal static class Rehearsals
{
    public static Document<ReachabilitySpec> Public { get; } = Assertion("web-is-public", 4, Expectation.Allowed);

    public static Document<ReachabilitySpec> Secret { get; } = Assertion("db-is-not", 14, Expectation.Denied);

    public static Document<ReachabilitySpec> Empty { get; } = Assertion("nobody-asks", 24, Expectation.Allowed);

    /// <summary>Documents with these assertions, as if they had been read from a file with a name that no format likes.</summary>
    public static LoadResult Loaded { get; } = new(DocumentSet.Empty with { Reachabilities = [Public, Secret, Empty] }, [], new Dictionary<string, string>());

    /// <summary>Everything that can be otherwise is.</summary>
    public static RehearsalReport Failed { get; } = Of(
        [Answer(Public, "web", true), Answer(Public, "web", false), Answer(Secret, "db", false), Answer(Secret, "<db> & \"co\" | `x`\u0001", true)],
        (Stage.Repeat, [RehearsalDiagnostics.ProvesNothing(Empty) with { Code = "RC4006", Message = "applying a second time would change <link> again" }]),
        (Stage.Prove, [RehearsalDiagnostics.ProvesNothing(Empty)]));

    /// <summary>All is as it should be.</summary>
    public static RehearsalReport Proven { get; } = Of([Answer(Public, "web", true), Answer(Secret, "db", false), Answer(Empty, "web", true)]);

    /// <summary>A change that opened what it should not have, closed what it should not have, and left a gap.</summary>
    public static RehearsalReport Changed { get; } = Of([Answer(Public, "web", true), Answer(Secret, "db", false)]) with
    {
        Stages = [.. Proven.Stages, Took(Stage.Before, []), Took(Stage.Change, []), Took(Stage.Repeat, [])],
        Gaps = [.. Gaps],
        Diagnostics = [.. Gaps.Select(RehearsalDiagnostics.Of).OfType<Diagnostic>()],
    };

    /// <summary>The documents could not be applied.</summary>
    public static RehearsalReport Refused { get; } = new(
        [Took(Stage.Build, []), Took(Stage.Apply, [Refusal])], [], [], [Refusal, Diagnostic.Warning("RC2005", null, "it keeps its route")]);

    /// <summary>A laboratory could not be made.</summary>
    public static RehearsalReport NotBegun { get; } = new([], [], [], [Refusal]);

    private static Gap[] Gaps =>
    [
        new(Answer(Public, "web", true).Probe, 24, 22, TimeSpan.FromMilliseconds(43.6), IsOver: true),
        new(Answer(Public, "other", true).Probe, 24, 24, TimeSpan.Zero, IsOver: true),
        new(Answer(Public, "gone", true).Probe, 24, 3, TimeSpan.FromMilliseconds(210), IsOver: false),
        new(Answer(Secret, "db", false).Probe, 24, 1, TimeSpan.Zero, IsOver: false),
    ];

    private static Diagnostic Refusal => Diagnostic.Error("RC3001", new("a&b.yaml", 3, 9), "the kernel refused it");

    private static RehearsalReport Of(ProbeResult[] answers, params (Stage Stage, Diagnostic[] Faults)[] found)
    {
        Diagnostic[] ofAnswers = [.. answers.Select(RehearsalDiagnostics.Of).OfType<Diagnostic>()];
        StageResult[] stages = [.. new[] { Stage.Build, Stage.Apply, Stage.Repeat, Stage.Prove, Stage.Undo }.Select(stage =>
            Took(stage, [.. found.Where(f => f.Stage == stage).SelectMany(f => f.Faults), .. stage == Stage.Prove ? ofAnswers : []]))];
        return new(stages.ToValueList(), answers.ToValueList(), [], stages.SelectMany(s => s.Faults).ToValueList());
    }

    private static StageResult Took(Stage stage, Diagnostic[] faults) => new(stage, 2, TimeSpan.FromMilliseconds(12.3456)) { Faults = faults.ToValueList() };

    private static ProbeResult Answer(Document<ReachabilitySpec> assertion, string to, bool reached)
    {
        Place outside = new(LaboratoryLayout.OutsideName, NamespaceId.Host, "outside", [IpAddress.Parse("198.18.0.1")]);
        ServiceSpec service = new(TransportProtocol.Tcp, 8080);
        Probe probe = new(assertion, outside, to, IpAddress.Parse("198.18.0.10"), service, null, service);
        return new(probe, reached, null, TimeSpan.FromMilliseconds(1.5), reached ? null : "no answer within 5.0 s");
    }

    private static Document<ReachabilitySpec> Assertion(string name, int line, Expectation expect) => new(
        new("Reachability", name), new(name, []),
        new() { From = new EndpointSpec.Outside(), To = new() { Published = new(TransportProtocol.Tcp, 8080) }, Expect = expect },
        new OnLine(line));

    private sealed class OnLine(int line) : SourceMap
    {
        public override SourceLocation Locate(string path) => new("a&b.yaml", line, 3);
    }
}
