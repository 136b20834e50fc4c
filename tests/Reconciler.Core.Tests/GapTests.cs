using CsCheck;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using static Reconciler.Core.Tests.TestDocuments;

namespace Reconciler.Core.Tests;

/// <summary>What questions that are asked all the time show of a change.</summary>
public class GapTests
{
    private const int Interval = 10;
    private static readonly TimeSpan Began = TimeSpan.FromMilliseconds(30);

    private static Probe Question(Expectation expect = Expectation.Allowed, string address = "10.0.0.3", ushort port = 80)
    {
        ReachabilitySpec spec = new() { From = new EndpointSpec.Outside(), To = new() { Address = IpAddress.Parse(address) }, Expect = expect };
        Place outside = new(LaboratoryLayout.OutsideName, NamespaceId.Host, "outside", []);
        ServiceSpec service = new(TransportProtocol.Tcp, port);
        return new(new(new("Reachability", "it"), new("it", []), spec, Network("net", "10.0.0.0/24").Source), outside, "db", IpAddress.Parse(address), service, null, service);
    }

    // One letter for each time: '+' is answered, '-' is not.
    private static Beat[] Beats(string answers) => [.. answers.Select((a, i) => new Beat(TimeSpan.FromMilliseconds(i * Interval), a == '+'))];

    private static Gap? Of(string answers, Expectation expect = Expectation.Allowed) => Gap.Of(Question(expect), Beats(answers), Began);

    [Theory]
    [InlineData("++++++++", 0)]
    [InlineData("++++-+++", 10)]
    [InlineData("++++--+-+", 20)]
    [InlineData("++++-+---+", 30)]
    [InlineData("-+++++", 0)]
    [InlineData("++++----", 30)]
    public void The_longest_gap_counts(string answers, int milliseconds) => Assert.Equal(milliseconds, Of(answers)!.Longest.TotalMilliseconds);

    [Fact]
    public void What_the_change_makes_possible_has_no_gap() => Assert.Null(Of("----++++"));

    [Fact]
    public void What_the_change_forbids_was_not_open_before_it() => Assert.Null(Of("++++----", Expectation.Denied));

    [Fact]
    public void Nothing_asked_shows_nothing() => Assert.Null(Of(""));

    [Theory]
    [InlineData("++++-+++", Expectation.Allowed, null)]
    [InlineData("++++----", Expectation.Allowed, "RC4010")]
    [InlineData("--------", Expectation.Denied, null)]
    [InlineData("-----+--", Expectation.Denied, "RC4009")]
    public void It_is_a_fault_when_it_does_not_end_or_when_what_is_closed_opens(string answers, Expectation expect, string? code) =>
        Assert.Equal(code, RehearsalDiagnostics.Of(Of(answers, expect)!)?.Code);

    [Fact]
    public void A_gap_is_no_longer_than_all_that_is_lost() => Gen.Bool.Array[1, 40].Sample(answers =>
    {
        string letters = "+++" + string.Concat(answers.Select(a => a ? '+' : '-'));
        Gap gap = Of(letters)!;
        return gap.Asked == letters.Length && gap.Answered == letters.Count(l => l == '+')
            && gap.Longest.TotalMilliseconds <= Interval * (gap.Asked - gap.Answered) && gap.Longest == TimeSpan.Zero == !letters[..^1].Contains('-');
    });

    [Fact]
    public void A_question_is_asked_once_whatever_it_belongs_to() =>
        Assert.Single(PulsePlan.Of([Question(), Question()]));

    [Fact]
    public void Of_too_many_questions_each_assertion_keeps_one_in_each_family()
    {
        Probe four = Question();
        Probe six = Question(address: "fd00::3") with { Assertion = four.Assertion };
        ValueList<Probe> many = [.. Enumerable.Range(1, 100).SelectMany(i => (Probe[])[With(four, i), With(six, i)])];
        Assert.Equal([With(four, 1), With(six, 1)], PulsePlan.Of(many));
        Assert.Equal(10, PulsePlan.Of(many.Take(10)).Count);

        static Probe With(Probe probe, int port) => probe with { Service = new(TransportProtocol.Tcp, (ushort)port) };
    }
}
