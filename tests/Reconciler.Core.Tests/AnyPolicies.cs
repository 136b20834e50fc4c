using CsCheck;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Tests;

/// <summary>Random policies about the attachments of <see cref="AnyDocuments"/>, and about some that are not there.</summary>
internal static class AnyPolicies
{
    private static readonly string[] Subnets = ["10.0.0.0/8", "10.1.0.0/24", "0.0.0.0/0", "fd00::/16"];

    private static Gen<AttachmentSelector> Selectors { get; } = Gen.OneOf(
        Gen.Int[0, 3].Select(i => new AttachmentSelector { Network = $"net{i}" }),
        Gen.Bool.Select(mesh => new AttachmentSelector { Network = mesh ? "mesh" : "lan" }),
        Gen.Int[0, 3].SelectMany(i => Gen.Int[0, 4].Select(j => new AttachmentSelector { Attachment = $"net{i}-c{j}" })));

    private static Gen<PeerSpec> Peers { get; } = Gen.OneOf(
        Selectors.Select(s => (PeerSpec)new PeerSpec.Attachments(s)),
        Gen.Int[0, Subnets.Length - 1].Select(i => (PeerSpec)new PeerSpec.Addresses(IpPrefix.Parse(Subnets[i]), [])),
        Gen.Int[0, 255].Select(i => (PeerSpec)new PeerSpec.Addresses(IpPrefix.Parse("10.1.0.0/16"), [IpPrefix.Parse($"10.1.0.{i}/32")])));

    private static Gen<PolicyPort> Ports { get; } = Gen.OneOf(
        Gen.Const(PolicyPort.Icmp),
        Gen.Const(new PolicyPort(TransportProtocol.Udp, PolicyPort.AllPorts)),
        Gen.UShort[1, 40].SelectMany(first => Gen.UShort[0, 20].Select(more => new PolicyPort(TransportProtocol.Tcp, new(first, (ushort)(first + more))))));

    private static Gen<PolicyRule> Rules { get; } = Gen.Select(Peers.Array[0, 3], Ports.Array[0, 3]).Select((peers, ports) => new PolicyRule
    {
        Peers = peers.Length == 0 ? null : peers.ToValueList(),
        Ports = ports.Length == 0 ? null : ports.ToValueList(),
    });

    /// <summary>Policies about whatever is there.</summary>
    public static Gen<FirewallPolicySpec> Specs { get; } = Gen.Select(Selectors, Rules.Array[0, 3], Rules.Array[0, 2], Gen.Int[0, 2])
        .Select((who, ingress, egress, directions) => new FirewallPolicySpec
        {
            AppliesTo = who,
            Ingress = directions != 1 ? ingress.ToValueList() : null,
            Egress = directions != 0 ? egress.ToValueList() : null,
        });
}
