using Reconciler.Agent.Reporting;

namespace Reconciler.Agent.Tests;

/// <summary>What has failed as a whole stands until it has passed.</summary>
public class StandingFaultTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly StandingFaults faults = new();

    [Theory]
    [InlineData(WatchEventKind.Source, WatchEventKind.Source, FaultyPart.Source)]
    [InlineData(WatchEventKind.Refused, WatchEventKind.Revision, FaultyPart.Revision)]
    [InlineData(WatchEventKind.Fault, WatchEventKind.Fault, FaultyPart.Comparison)]
    [InlineData(WatchEventKind.Names, WatchEventKind.Names, FaultyPart.Names)]
    public void A_fault_stands_until_it_has_passed(WatchEventKind fault, WatchEventKind passing, FaultyPart part)
    {
        Note(fault, WatchLevel.Error, "first", 0);
        Note(fault, WatchLevel.Error, "second", 5);
        Assert.Equal([new StandingFault(part, "second", Start)], faults.All);
        Note(passing, WatchLevel.Info, "well", 6);
        Assert.Empty(faults.All);
        Note(fault, WatchLevel.Error, "third", 7);
        Assert.Equal(Start.AddSeconds(7), Assert.Single(faults.All).Since);
    }

    [Theory]
    [InlineData(WatchEventKind.State)]
    [InlineData(WatchEventKind.Revision)]
    [InlineData(WatchEventKind.Conflict)]
    public void Faults_of_single_documents_are_none(WatchEventKind kind)
    {
        Note(kind, WatchLevel.Error, "why", 0);
        Assert.Empty(faults.All);
    }

    [Theory]
    [InlineData(FaultyPart.Source, true)]
    [InlineData(FaultyPart.Revision, false)]
    [InlineData(FaultyPart.Comparison, false)]
    [InlineData(FaultyPart.Names, true)]
    public void A_source_that_cannot_be_read_leaves_documents_in_sync(FaultyPart part, bool inSync)
    {
        DaemonStatusJson status = new DaemonStatusJson("r", true, 1, []).With([new(part, "why", Start)]);
        Assert.Equal(inSync, status.InSync);
        Assert.Equal("why", Assert.Single(status.Faults).Text);
    }

    private void Note(WatchEventKind kind, WatchLevel level, string text, int seconds) =>
        faults.Note(new(kind, level, text) { At = Start.AddSeconds(seconds) });
}
