using Reconciler.Core.Planning;
using Reconciler.Kernel.Watching;

namespace Reconciler.Kernel.Tests;

/// <summary>What is planned from what the kernel told is what is planned from everything.</summary>
public sealed class PartialPlanTests : IDisposable
{
    private readonly TestHost host = new();
    private readonly ITestOutputHelper output;

    public PartialPlanTests(ITestOutputHelper output) => this.output = output;

    // What is told of as "look at everything": namespaces that come and go, and what others have.
    private static readonly string[] Whole = ["umount", "left-over", "alias reconciler"];

    public void Dispose() => host.Dispose();

    [Fact]
    public void Each_drift_is_planned_alike_and_put_right()
    {
        using WatchedDocuments watched = host.Watch(TestNetworks.Two);
        foreach (string drift in DriftTests.Drifts.Select(row => row.Data.Item1))
        {
            host.Sh(drift);
            KernelNews news = watched.Quiet();
            Plan whole = host.Plan(TestNetworks.Two);
            PlannedRun? part = watched.Reconciliation.PlanAgain(news);
            output.WriteLine($"{drift}: {(part is null ? "whole" : "part")}; {string.Join(", ", news.Events)}");
            // The kernel does not tell of every setting.
            if (part is null || news.IsEmpty)
            {
                Assert.True(part is not null || Whole.Any(drift.Contains), $"{drift}: {string.Join(", ", news.Events)}");
                watched.ApplyWhole();
                continue;
            }
            Assert.Equal((drift, Text(whole)), (drift, Text(part.Plan)));
            Outcome outcome = watched.Reconciliation.Apply(part, null, CancellationToken.None);
            Assert.Equal((drift, OutcomeKind.Applied), (drift, outcome.Kind));
            Assert.Equal((drift, ""), (drift, Text(host.Plan(TestNetworks.Two))));
            watched.Quiet();
        }
    }

    private static string Text(Plan plan) => string.Join('\n', [.. plan.Changes.Select(c => $"{c.Change.Id} {c.Impact}"), .. plan.Steps.SelectMany(s => s.Commands)]);
}
