using System.Globalization;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>
/// ESP between this node and each other one for the packets of one overlay, and rules that drop what belongs to it and is not encrypted,
/// in both directions. The packets are told by their UDP ports, of which the source follows from the VNI: a mark, which others use
/// to choose routes, is not needed.
/// </summary>
internal sealed class OverlayEncryption(AttachedNetwork network, IpAddress here, CompileContext context)
{
    // Two overlays whose VNIs differ by a multiple of it have the same port.
    private const int SourcePorts = OverlayEncryptionSpec.SourcePorts;
    private const int FirstSourcePort = 0x8000;

    private readonly OverlaySpec spec = network.Spec.Overlay!;
    private readonly Origin origin = network.From("spec.overlay.encryption");

    /// <summary>The UDP port from which the packets of an encrypted overlay are sent.</summary>
    public static int SourcePortOf(int vni) => FirstSourcePort + vni % SourcePorts;

    private int SourcePort => SourcePortOf(spec.Vni);

    private uint RequestId => context.Mark.Group;

    public void Want(ValueList<OverlayKey> keys)
    {
        WantRules();
        foreach (AttachedPeer peer in network.Peers)
        {
            IpAddress there = peer.Node.Spec.Address;
            foreach (OverlayKey key in keys)
            {
                context.Wishes.Want(State(key, here, there), origin);
                context.Wishes.Want(State(key, there, here), origin);
            }
            context.Wishes.Want(
                new XfrmPolicy(NamespaceId.Host, Flow(here, there)) { Spi = keys[0].SpiOf(spec.Vni, here, there), RequestId = RequestId }, origin);
        }
    }

    private XfrmState State(OverlayKey key, IpAddress source, IpAddress destination) =>
        new(NamespaceId.Host, destination, key.SpiOf(spec.Vni, source, destination))
        {
            Source = source,
            RequestId = RequestId,
            Selector = Flow(source, destination),
            Key = key.KeyOf(spec.Vni, source, destination),
        };

    private UdpFlow Flow(IpAddress source, IpAddress destination) => new(source, SourcePort, destination, spec.Port);

    private void WantRules()
    {
        NftTable table = new(NamespaceId.Host, NftFamily.Inet, context.Mark.Table);
        context.Wishes.Want(table, origin);
        context.Wishes.Want(Chain(table, NftHook.Input, NftStatement.IpsecDirection.In), origin);
        context.Wishes.Want(Chain(table, NftHook.Output, NftStatement.IpsecDirection.Out), origin);
    }

    // The first rule lets pass what goes by a state of ours that is for this overlay; whatever else claims to belong to it is dropped.
    private NftChain Chain(NftTable table, NftHook hook, NftStatement.IpsecDirection direction) =>
        new(table, string.Create(CultureInfo.InvariantCulture, $"vni-{spec.Vni}-{spec.Port}-{NftStatement.WordOf(direction)}"))
        {
            Base = new("filter", hook, 0),
            Rules =
            [
                new([.. Packets, new NftStatement.Match(NftSelector.SourcePort, new NftValue.Port((ushort)SourcePort)),
                    new NftStatement.Ipsec(direction, RequestId), new NftStatement.Verdict(NftVerdict.Accept)]),
                new([.. Packets, new NftStatement.Verdict(NftVerdict.Drop)]),
            ],
        };

    private ValueList<NftStatement> Packets =>
    [
        new NftStatement.Match(NftSelector.Layer4Protocol, new NftValue.Protocol(TransportProtocol.Udp)),
        new NftStatement.Match(NftSelector.DestinationPort, new NftValue.Port((ushort)spec.Port)),
        new NftStatement.Vni(spec.Vni),
    ];
}
