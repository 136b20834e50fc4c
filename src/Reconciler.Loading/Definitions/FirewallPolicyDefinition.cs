using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using Reconciler.Loading.Binding;
using Reconciler.Loading.Rules;

namespace Reconciler.Loading.Definitions;

/// <summary>The document <c>FirewallPolicy</c>.</summary>
internal static class FirewallPolicyDefinition
{
    private static readonly Field<string> Attachment = Field.Optional("attachment", CommonShapes.Name, "The ContainerAttachment of this name.");

    private static readonly Field<ValueList<KeyValuePair<string, string>>> Labels = Field.Optional(
        "labels", MetadataDefinition.LabelsShape, "Attachments that have all of these labels.");

    private static readonly Field<string> Network = Field.Optional("network", CommonShapes.Name, "Attachments of this network.");

    private static readonly ValueList<string> Selecting = [Attachment.Name, Labels.Name, Network.Name];

    private static readonly Field<IpPrefix?> Cidr = Field.OptionalValue("cidr", CommonShapes.Prefix, "All addresses of this subnet.");

    private static readonly Field<ValueList<IpPrefix>> Except = Field.Optional(
        "except", new ListShape<IpPrefix>("a list of subnets", CommonShapes.Prefix), "But not those of these subnets within.");

    private static readonly Field<AttachmentSelector> AppliesTo = Field.Required("appliesTo", new MappingShape<AttachmentSelector>(
        "attachments", [Attachment, Labels, Network], SelectorOf)
    {
        ExactlyOneOf = Selecting,
        Together = Selecting,
    }, "Who is closed except for what is listed; together the fields select who fulfils all of them.");

    private static readonly MappingShape<PeerSpec> Peer = new("a peer", [Attachment, Labels, Network, Cidr, Except], PeerOf)
    {
        ExactlyOneOf = [.. Selecting, Cidr.Name],
        Together = Selecting,
        Dependent = (Except.Name, Cidr.Name),
    };

    private static readonly Field<ValueList<PolicyPort>?> Ports = Field.OptionalValue(
        "ports", new ListShape<PolicyPort>("a list of ports", new ParsedShape<PolicyPort>(
            "a protocol with a port or a range", "^((tcp|udp|sctp)(/[0-9]{1,5}(-[0-9]{1,5})?)?|icmp)$", PolicyPort.TryParse, "tcp/443", "udp/8000-8999", "icmp"))
        {
            WhenEmpty = "leave 'ports' out for all ports; leave the whole entry out for none",
        },
        "Ports of who is asked. Default: all, of all protocols.");

    private static readonly Field<ValueList<PolicyRule>?> Ingress = Direction("ingress", "from", "Who may open connections to them. Default: as if there were no policy.");

    private static readonly Field<ValueList<PolicyRule>?> Egress = Direction("egress", "to", "To whom they may open connections. Default: as if there were no policy.");

    private static readonly Shape<FirewallPolicySpec> Spec = new MappingShape<FirewallPolicySpec>(
        "a policy", [AppliesTo, Ingress, Egress], said => new()
        {
            AppliesTo = said.Get(AppliesTo),
            Ingress = said.Get(Ingress),
            Egress = said.Get(Egress),
        });

    public static DocumentDefinition<FirewallPolicySpec> Document { get; } = new(
        DocumentKind.FirewallPolicy, "Closes attachments except for what is listed.", Spec, new FirewallPolicyRules());

    private static Field<ValueList<PolicyRule>?> Direction(string name, string peersName, string description)
    {
        Field<ValueList<PeerSpec>?> peers = Field.OptionalValue(peersName, new ListShape<PeerSpec>("a list of peers", Peer)
        {
            WhenEmpty = $"leave '{peersName}' out for everybody; leave the whole entry out for nobody",
        }, "Default: everybody.");
        MappingShape<PolicyRule> rule = new("a rule", [peers, Ports], said => new() { Peers = said.Get(peers), Ports = said.Get(Ports) });
        return Field.OptionalValue(name, new ListShape<PolicyRule>("a list of rules", rule), description);
    }

    private static AttachmentSelector SelectorOf(FieldValues said) => new()
    {
        Attachment = said.Get(Attachment),
        Labels = MetadataDefinition.Sorted(said.Get(Labels)),
        Network = said.Get(Network),
    };

    private static PeerSpec PeerOf(FieldValues said) => said.Get(Cidr) is IpPrefix cidr
        ? new PeerSpec.Addresses(cidr, said.Get(Except))
        : new PeerSpec.Attachments(SelectorOf(said));
}
