using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Netlink;
using Reconciler.Netlink.Wire;
using Reconciler.Netlink.Xfrm;

namespace Reconciler.Kernel.Resources;

/// <summary>Security associations of ESP and <c>XFRM_MSG_NEWSA</c>.</summary>
internal static class XfrmStateCodec
{
    private const uint TagBits = 128;
    private const uint HalfOfAllPackets = 1u << 31;

    /// <summary>Those of ESP; ours are known by their reqid.</summary>
    public static IEnumerable<Observed> Read(NamespaceId where, NetlinkConnection xfrm, OwnershipMark mark)
    {
        return xfrm.Dump(XfrmStateMessage.WriteDump, XfrmStateMessage.Read)
            .Where(s => s.Protocol == XfrmStateMessage.Esp && s.Spi != 0)
            .Select(s => new Observed(ToResource(where, s), s.RequestId == mark.Group ? Ownership.Owned : Ownership.Foreign))
            // The kernel keeps one for each mark; only those without are ours to have.
            .DistinctBy(o => o.Resource.Id);
    }

    public static void Write(Step step, MessageWriter requests)
    {
        XfrmState state = (XfrmState)step.Subject;
        XfrmStateMessage message = new(state.Source.ToIPAddress(), state.Destination.ToIPAddress(), state.Spi);
        if (step.Verb == Verb.Delete)
        {
            message.WriteDelete(requests);
            return;
        }
        (message with
        {
            RequestId = state.RequestId,
            Selector = state.Selector?.ToSelector(),
            Aead = state is { Algorithm: string name, Key: EspKey key } ? new XfrmAead(name, key.Bytes.ToArray(), TagBits) : null,
        }).Write(requests);
    }

    private static XfrmState ToResource(NamespaceId where, XfrmStateMessage state) =>
        new(where, IpAddress.From(state.Destination), state.Spi)
        {
            Source = IpAddress.From(state.Source),
            RequestId = state.RequestId,
            Selector = state.Selector?.ToFlow(),
            Algorithm = state.Aead is { TagBits: TagBits } aead ? aead.Name : null,
            Key = state.Aead is null ? null : new EspKey(ValueList.Create(state.Aead.Key.Span)),
            IsPlainTransport = state is { Mode: XfrmMode.Transport, ReplayWindow: 0, Flags: 0 },
            IsWorn = state.OutputSequence >= HalfOfAllPackets,
        };
}
