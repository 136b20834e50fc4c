using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>Asks questions from within namespaces, all at once, and waits for the answers.</summary>
internal sealed class Prober(Func<Place, NetworkNamespace> find)
{
    // A question that should not be answered is asked again after a second (TCP's first retransmission): what was lost once is not taken for denied.
    private static readonly TimeSpan PatienceForNobody = TimeSpan.FromSeconds(1.2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(250);
    // Each question is a socket and a few neighbours, of which a kernel has a thousand.
    private const int AtOnce = 100;

    /// <summary>Whether others than us may answer, and the kernel's tables are not ours to touch.</summary>
    public bool IsLive { get; init; }

    /// <summary>The results, in the order of the questions.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; all sockets are closed.</exception>
    public async Task<ValueList<ProbeResult>> RunAsync(ValueList<Probe> probes, CancellationToken cancellation = default)
    {
        using Listeners listeners = Listen(probes);
        Answerer[] answerers = [.. probes.Select(p => AnswererOf(p, listeners))];
        ProbeResult[] results = new ProbeResult[probes.Count];
        // Those that wait in vain wait together.
        (Probe Probe, int Index)[] inTurn = [.. probes.Select((probe, index) => (probe, index)).OrderBy(p => p.probe.Assertion.Spec.Expect)];
        foreach ((Probe Probe, int Index)[] turn in inTurn.Chunk(AtOnce))
        {
            await Task.WhenAll(turn.Select(async p => results[p.Index] = await FindOutAsync(p.Probe, answerers[p.Index], cancellation)));
            if (probes.Count > AtOnce && !IsLive)
                Forget(turn.SelectMany(p => (Place?[])[p.Probe.From, p.Probe.Listener]).OfType<Place>().Distinct());
        }
        return results.ToValueList();
    }

    /// <summary>Opens what the questions ask for, where somebody is there to answer.</summary>
    public Listeners Listen(ValueList<Probe> probes)
    {
        Listeners listeners = new(find);
        foreach (Probe probe in probes)
            _ = AnswererOf(probe, listeners);
        return listeners;
    }

    /// <summary>Asks a question.</summary>
    public async Task<ProbeResult> AskAsync(Probe probe, Attempt attempt, CancellationToken cancellation = default)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(attempt.Wait);
        return await AskAsync(probe, attempt, patience.Token, cancellation);
    }

    /// <summary>Asks a question as it is asked for, of somebody who listens already.</summary>
    /// <param name="listeners">Those that were opened for it.</param>
    /// <param name="enough">Ends the waiting for an answer.</param>
    public Task<ProbeResult> AskUntilAsync(Probe probe, Listeners listeners, CancellationToken enough) =>
        AskAsync(probe, AttemptOf(probe, AnswererOf(probe, listeners), Timeout.InfiniteTimeSpan), enough, CancellationToken.None);

    private async Task<ProbeResult> AskAsync(Probe probe, Attempt attempt, CancellationToken patience, CancellationToken cancellation)
    {
        Stopwatch watch = Stopwatch.StartNew();
        bool isNameless = probe.Lookup is not null;
        try
        {
            if (probe.Lookup is NameLookup lookup && await NameQuestion.AskAsync(find(probe.From), lookup, probe.Address, attempt.Again, patience) is string unknown)
                return new(probe, false, null, watch.Elapsed, unknown);
            isNameless = false;
            IpAddress? seen = await AnswerAsync(probe, attempt, patience);
            return Evidence.Judge(new(probe, true, seen, watch.Elapsed, null), attempt.Answerer, isSilence: false);
        }
        catch (Exception e) when (isNameless && (e is SocketException || e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            string reason = $"nobody at {probe.Lookup!.ServerFor(probe.Address.Family)} says what the name means";
            return new(probe, false, null, watch.Elapsed, reason) { IsNameless = true };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            string reason = string.Create(CultureInfo.InvariantCulture, $"no answer within {watch.Elapsed.TotalSeconds:0.0} s");
            return Evidence.Judge(new(probe, false, null, watch.Elapsed, reason), attempt.Answerer, isSilence: true);
        }
        catch (SocketException e)
        {
            return Evidence.Judge(new(probe, false, null, watch.Elapsed, ReasonOf(e)), attempt.Answerer, isSilence: false);
        }
        catch (NetlinkException e)
        {
            return new(probe, false, null, watch.Elapsed, e.Message) { Untold = e.Message };
        }
    }

    // In a laboratory, nobody has an address that no place has.
    private Answerer AnswererOf(Probe probe, Listeners listeners) => probe.Listener is Place place
        ? listeners.Open(place, probe.Answers, probe.ListenAddress)
        : IsLive ? Answerer.SomebodyElse : Answerer.Ours;

    // Others do not send back what is sent to them.
    private static Attempt AttemptOf(Probe probe, Answerer answerer, TimeSpan wait) =>
        new(answerer == Answerer.Ours || probe.Service.IsEcho ? probe.Assertion.Spec.Mtu : null, wait, AskAgain, answerer);

    private async Task<ProbeResult> FindOutAsync(Probe probe, Answerer answerer, CancellationToken cancellation)
    {
        ReachabilitySpec spec = probe.Assertion.Spec;
        Attempt attempt = AttemptOf(probe, answerer, spec.Expect == Expectation.Denied ? PatienceForNobody : Patience);
        ProbeResult result = await AskAsync(probe, attempt, cancellation);
        if (result.Reached || attempt.Size is not int mtu)
            return result;
        int? passing = await LargestPacket.FindAsync(
            mtu, async smaller => (await AskAsync(probe, attempt with { Size = smaller, Wait = PatienceForNobody }, cancellation)).Reached);
        return passing is null ? result : result with { Passing = passing, Reason = $"packets of {mtu} bytes do not pass, the way takes at most {passing}" };
    }

    // Others are not spoken to beyond what shows that they are there.
    private async Task<IpAddress?> AnswerAsync(Probe probe, Attempt attempt, CancellationToken patience)
    {
        (NetworkNamespace from, IpAddress to, ushort port) = (find(probe.From), probe.Address, probe.Service.Port);
        bool isOurs = attempt.Answerer == Answerer.Ours;
        switch (probe.Service.Protocol)
        {
            case TransportProtocol.Tcp when !isOurs:
                await TcpQuestion.ConnectAsync(from, to, port, patience);
                return null;
            case TransportProtocol.Tcp:
                return await TcpQuestion.AskAsync(from, to, port, attempt.Size, patience);
            case TransportProtocol.Udp:
                IpAddress? seen = await UdpQuestion.AskAsync(from, to, port, attempt.Size, attempt.Again, patience);
                return isOurs ? seen : null;
            default:
                return await Echo.AskAsync(from, to, attempt.Size, attempt.Again, patience);
        }
    }

    private void Forget(IEnumerable<Place> places)
    {
        foreach (Place place in places)
            NeighbourCaches.Forget(find(place));
    }

    private static string ReasonOf(SocketException e) => e.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "it is refused",
        SocketError.MessageSize => "the packets are too large for the way",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => "there is no way to it",
        _ => e.Message,
    };
}
