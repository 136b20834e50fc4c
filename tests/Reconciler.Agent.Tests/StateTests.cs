using Reconciler.Agent.States;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;

namespace Reconciler.Agent.Tests;

/// <summary>States, pauses and conflicts, on a clock of the test's own.</summary>
public class StateTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DocumentId Web = new(DocumentKind.Network, "web");
    private static readonly ResourceId Link = new("link", NamespaceId.Host, "br-web");

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 8)]
    [InlineData(9, 256)]
    [InlineData(10, 300)]
    [InlineData(1000, 300)]
    public void Pauses_double_up_to_a_limit(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), new BackOff(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)).After(failures));

    [Fact]
    public void A_state_begins_when_it_is_another_one()
    {
        DocumentStates states = new();
        Assert.NotNull(states.Set(Web, DocumentCondition.Failed, "why", Start));
        Assert.Null(states.Set(Web, DocumentCondition.Failed, "why", At(5)));
        Assert.Equal(Start, states.Find(Web)!.Since);
        states.Changed(Web, At(6));
        Assert.NotNull(states.Set(Web, DocumentCondition.InSync, null, At(7)));
        Assert.Equal(new DocumentState(Web, DocumentCondition.InSync, null, At(7), At(6)), states.Find(Web));
        states.Keep([]);
        Assert.Empty(states.All);
    }

    [Fact]
    public void A_document_is_left_alone_for_longer_each_time()
    {
        Holds holds = Holds();
        holds.Add(Web, "why", Start);
        Assert.Contains(Web, holds.At(At(0.5)).Keys);
        Assert.Equal(At(1), holds.At(Start)[Web].Until);
        Assert.Empty(holds.At(At(1)));
        Assert.Equal(At(3), holds.Add(Web, "why", At(1)).Until);
    }

    [Fact]
    public void Failures_are_forgotten_after_a_time_without_any()
    {
        Holds holds = Holds();
        holds.Add(Web, "why", Start);
        holds.Forgive(Web, At(0.5));
        Assert.Equal(2, holds.Add(Web, "why", At(2)).Failures);
        holds.Forgive(Web, At(60));
        Assert.Equal(1, holds.Add(Web, "why", At(60)).Failures);
    }

    [Fact]
    public void What_is_put_right_again_and_again_is_a_conflict()
    {
        DriftHistory history = new(3, TimeSpan.FromSeconds(10));
        foreach (int second in (int[])[0, 1])
            history.Add(Link, At(second));
        Assert.False(history.IsConflict(Link, At(2)));
        history.Add(Link, At(2));
        Assert.True(history.IsConflict(Link, At(3)));
        Assert.False(history.IsConflict(new("link", NamespaceId.Host, "br-db"), At(3)));
    }

    [Fact]
    public void What_is_put_right_now_and_then_is_none()
    {
        DriftHistory history = new(3, TimeSpan.FromSeconds(10));
        for (int second = 0; second < 60; second += 6)
        {
            Assert.False(history.IsConflict(Link, At(second)));
            history.Add(Link, At(second));
        }
        history.Trim(At(100));
        Assert.Equal(DateTimeOffset.MinValue, history.LastOf(Link));
    }

    [Fact]
    public void After_a_pause_one_attempt_is_free()
    {
        Holds holds = Holds();
        holds.Add(Web, "why", Start);
        Assert.False(holds.HasEndedSince(Web, At(-1), At(0.5)));
        Assert.True(holds.HasEndedSince(Web, At(-1), At(2)));
        Assert.False(holds.HasEndedSince(Web, At(1.5), At(2)));
    }

    private static Holds Holds() => new(new BackOff(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)));

    private static DateTimeOffset At(double seconds) => Start + TimeSpan.FromSeconds(seconds);
}
