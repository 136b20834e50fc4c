using System.Diagnostics;
using System.Net.Sockets;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;
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

    /// <summary>The results, in the order of the questions.</summary>
    public async Task<ValueList<ProbeResult>> RunAsync(ValueList<Probe> probes)
    {
        using Listeners listeners = Listen(probes);
        ProbeResult[] results = new ProbeResult[probes.Count];
        // Those that wait in vain wait together.
        (Probe Probe, int Index)[] inTurn = [.. probes.Select((probe, index) => (probe, index)).OrderBy(p => p.probe.Assertion.Spec.Expect)];
        foreach ((Probe Probe, int Index)[] turn in inTurn.Chunk(AtOnce))
        {
            await Task.WhenAll(turn.Select(async p => results[p.Index] = await FindOutAsync(p.Probe)));
            if (probes.Count > AtOnce)
                Forget(turn.SelectMany(p => (Place?[])[p.Probe.From, p.Probe.Listener]).OfType<Place>().Distinct());
        }
        return results.ToValueList();
    }

    /// <summary>Opens what the questions ask for, where somebody is there to answer.</summary>
    public Listeners Listen(ValueList<Probe> probes)
    {
        Listeners listeners = new();
        foreach (Probe probe in probes.Where(p => p.Listener is not null))
            listeners.Open(probe.Listener!, find(probe.Listener!), probe.Answers, probe.ListenAddress);
        return listeners;
    }

    /// <summary>Asks a question.</summary>
    /// <param name="size">Of packets that must pass whole, in bytes; <c>null</c>: any.</param>
    /// <param name="wait">How long an answer is waited for.</param>
    /// <param name="again">After how long a packet of UDP or ICMP that is not answered is sent again; TCP does so itself, after a second.</param>
    public async Task<ProbeResult> AskAsync(Probe probe, int? size, TimeSpan wait, TimeSpan again)
    {
        using CancellationTokenSource patience = new(wait);
        return await AskAsync(probe, size, again, patience.Token);
    }

    /// <summary>Asks a question as it is asked for, of somebody who listens already.</summary>
    /// <param name="patience">Ends the waiting for an answer.</param>
    public Task<ProbeResult> AskAsync(Probe probe, CancellationToken patience) => AskAsync(probe, probe.Assertion.Spec.Mtu, AskAgain, patience);

    private async Task<ProbeResult> AskAsync(Probe probe, int? size, TimeSpan again, CancellationToken patience)
    {
        Stopwatch watch = Stopwatch.StartNew();
        try
        {
            IpAddress? seen = probe.Service.Protocol switch
            {
                TransportProtocol.Tcp => await TcpQuestion.AskAsync(find(probe.From), probe.Address, probe.Service.Port, size, patience),
                TransportProtocol.Udp => await UdpQuestion.AskAsync(find(probe.From), probe.Address, probe.Service.Port, size, again, patience),
                _ => await Echo.AskAsync(find(probe.From), probe.Address, size, again, patience),
            };
            return new(probe, true, seen, watch.Elapsed, null);
        }
        catch (OperationCanceledException)
        {
            return new(probe, false, null, watch.Elapsed, $"no answer within {watch.Elapsed.TotalSeconds:0.0} s");
        }
        catch (SocketException e)
        {
            return new(probe, false, null, watch.Elapsed, ReasonOf(e));
        }
    }

    private void Forget(IEnumerable<Place> places)
    {
        foreach (Place place in places)
            NeighbourCaches.Forget(find(place));
    }

    private async Task<ProbeResult> FindOutAsync(Probe probe)
    {
        ReachabilitySpec spec = probe.Assertion.Spec;
        ProbeResult result = await AskAsync(probe, spec.Mtu, spec.Expect == Expectation.Denied ? PatienceForNobody : Patience, AskAgain);
        if (result.Reached || spec.Mtu is not int mtu)
            return result;
        int? passing = await LargestPacket.FindAsync(mtu, async size => (await AskAsync(probe, size, PatienceForNobody, AskAgain)).Reached);
        return passing is null ? result : result with { Passing = passing, Reason = $"packets of {mtu} bytes do not pass, the way takes at most {passing}" };
    }

    private static string ReasonOf(SocketException e) => e.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "it is refused",
        SocketError.MessageSize => "the packets are too large for the way",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => "there is no way to it",
        _ => e.Message,
    };
}
