using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;
using Reconciler.Kernel.Resources.Nft;
using Reconciler.Netlink;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>A place that tells what becomes of the packets of one question, until it is disposed of.</summary>
internal sealed class TracingPlace : IDisposable
{
    private readonly Place place;
    private readonly NetlinkConnection netfilter;
    private readonly NetlinkSubscription events;
    private readonly List<TraceMessage> messages = [];

    /// <param name="askers">The addresses by which who asks may be seen; none: whoever asks.</param>
    /// <exception cref="NetlinkException">The kernel does not trace here.</exception>
    public TracingPlace(Place place, PlaceNetworks places, Probe probe, ValueList<IpAddress> askers)
    {
        this.place = place;
        events = NetlinkSubscription.Open(places.Find(place), NetlinkProtocol.Netfilter, TraceMessage.Group);
        netfilter = places.Open(place, NetlinkProtocol.Netfilter);
        try
        {
            MessageWriter batch = new();
            TraceTable.Write(batch, probe, askers);
            netfilter.Transact(batch);
        }
        catch
        {
            // Whatever it was: nobody gets hold of the sockets, so nobody else could close them.
            Dispose();
            throw;
        }
    }

    /// <summary>Takes what has been told; whether a packet was dropped.</summary>
    public bool Listen()
    {
        messages.AddRange(events.Take(TraceMessage.Read));
        return messages.Exists(m => m.IsDrop);
    }

    /// <summary>The first packet of the question, or of the answer; <c>null</c>: none was seen.</summary>
    public PacketPath? FirstPacket(bool isAnswer)
    {
        // A packet that a bridge hands to the ruleset (br_netfilter), and then to the host, is told with two numbers.
        HashSet<uint> packets = [.. messages.Where(m => TraceTable.IsMark(m) && TraceTable.IsAnswer(m) == isAnswer).Select(m => m.Id)];
        List<TraceMessage> told = messages.FindAll(m => packets.Contains(m.Id));
        int end = told.FindIndex(m => m.IsDrop || TraceTable.IsEnd(m));
        if (end >= 0)
            told.RemoveRange(end + 1, told.Count - end - 1);
        return told.Exists(PacketPath.HasHeader) ? new(place, isAnswer, told) : null;
    }

    /// <summary>The rule of a message; <c>null</c>: it has gone meanwhile, or the message is of none.</summary>
    public Rule? RuleOf(TraceMessage message)
    {
        if (message.RuleHandle is not { } handle)
            return null;
        MessageWriter request = new();
        NftablesRequests.Rule(request, message.Family, message.Table, message.Chain, handle);
        try
        {
            return netfilter.Get(request, Rule.Read)[0];
        }
        catch (NetlinkException e) when (e.Errno == Errno.ENOENT)
        {
            return null;
        }
    }

    /// <summary>The decision that a message tells.</summary>
    public Decision.ByRule DecisionOf(TraceMessage message, bool isAnswer) =>
        new(place, $"{message.Family.Word()} {message.Table}", message.Chain, message.Type == TraceType.Rule ? TextOf(message) : null, message.IsDrop, isAnswer);

    private string TextOf(TraceMessage message) =>
        RuleOf(message) is { } rule ? new AnonymousSets(netfilter).SpellOut(RuleText.Of(rule), rule) : $"handle {message.RuleHandle}";

    public void Dispose()
    {
        netfilter.Dispose();
        events.Dispose();
    }
}
