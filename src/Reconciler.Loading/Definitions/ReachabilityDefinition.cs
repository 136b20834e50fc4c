using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using Reconciler.Loading.Binding;
using Reconciler.Loading.Rules;

namespace Reconciler.Loading.Definitions;

/// <summary>The document <c>Reachability</c>.</summary>
internal static class ReachabilityDefinition
{
    private static readonly TrueShape Yes = new();

    private static readonly ParsedShape<ServiceSpec> Service = new(
        "a service (tcp/PORT, udp/PORT or icmp)", "^((tcp|udp)/[0-9]{1,5}|icmp)$", ServiceSpec.TryParse, "tcp/443", "udp/53", "icmp");

    private static readonly Field<string> Attachment = Field.Optional("attachment", CommonShapes.Name, "A ContainerAttachment.");

    private static readonly Field<ValueList<KeyValuePair<string, string>>> Labels = Field.Optional(
        "labels", MetadataDefinition.LabelsShape, "All attachments that have all of these labels.");

    private static readonly Field<string> Network = Field.Optional("network", CommonShapes.Name, "All attachments of a network.");

    private static readonly Field<bool> Host = Field.Optional("host", Yes, "The host on which the containers in question run.");

    private static readonly Field<string> Node = Field.Optional("node", CommonShapes.Name, "The host that a Node describes.");

    private static readonly Field<bool> Outside = Field.Optional("outside", Yes, "A machine that is no host.");

    private static readonly Field<ServiceSpec?> Published = Field.OptionalValue(
        "published", Service, "A published port, by the addresses of its host.");

    private static readonly Field<IpAddress?> Address = Field.OptionalValue("address", CommonShapes.Address, "Whoever has this address.");

    private static readonly Field<string> Name = Field.Optional("name", CommonShapes.DomainName, "Whom who asks finds by this name, as in db or db.web.internal.");

    private static readonly Field<ServiceSpec?> Port = Field.OptionalValue("port", Service, "What is asked for. Default: icmp, an echo.");

    private static readonly Field<EndpointSpec> From = Field.Required("from", new MappingShape<EndpointSpec>(
        "who asks", [Attachment, Labels, Network, Host, Node, Outside], EndpointOf)
    {
        ExactlyOneOf = [Attachment.Name, Labels.Name, Network.Name, Host.Name, Node.Name, Outside.Name],
    }, "Who asks.");

    private static readonly Field<TargetSpec> To = Field.Required("to", new MappingShape<TargetSpec>(
        "what is asked for", [Attachment, Labels, Network, Published, Address, Name, Port], said => new()
        {
            Containers = EndpointOf(said),
            Published = said.Get(Published),
            Address = said.Get(Address),
            Name = said.Get(Name),
            Port = said.Get(Port),
        })
    {
        ExactlyOneOf = [Attachment.Name, Labels.Name, Network.Name, Published.Name, Address.Name, Name.Name],
    }, "What is asked for.");

    private static readonly Field<Expectation> Expect = Field.Defaulted(
        "expect", new ChoiceShape<Expectation>(("allowed", Expectation.Allowed), ("denied", Expectation.Denied)),
        Expectation.Allowed, "allowed", "Whether it is reached.");

    private static readonly Field<bool> SourceAddress = Field.Optional(
        "sourceAddress", new ChoiceShape<bool>(("preserved", true)), "preserved: who is asked sees the address of who asks.");

    private static readonly Field<TimeSpan?> Within = Field.OptionalValue(
        "within", new ParsedShape<TimeSpan>("a time", "^[0-9]+(ms|s)$", TryParseTime, "200ms", "2s"), "The longest time from question to answer.");

    private static readonly Field<int?> Mtu = Field.OptionalValue(
        "mtu", new NumberShape(576, 65535), "Packets of this size in bytes, the IP header included, pass without being fragmented.");

    private static readonly Shape<ReachabilitySpec> Spec = new MappingShape<ReachabilitySpec>(
        "an assertion", [From, To, Expect, SourceAddress, Within, Mtu], said => new()
        {
            From = said.Get(From),
            To = said.Get(To),
            Expect = said.Get(Expect),
            PreservesSource = said.Get(SourceAddress),
            Within = said.Get(Within),
            Mtu = said.Get(Mtu),
        });

    public static DocumentDefinition<ReachabilitySpec> Document { get; } = new(
        DocumentKind.Reachability, "An assertion about who reaches what, proven with packets.", Spec, new ReachabilityRules());

    private static EndpointSpec? EndpointOf(FieldValues said) =>
        said.Says(Attachment) ? new EndpointSpec.Attachment(said.Get(Attachment))
        : said.Says(Labels) ? new EndpointSpec.Labels(MetadataDefinition.Sorted(said.Get(Labels)))
        : said.Says(Network) ? new EndpointSpec.Network(said.Get(Network))
        : said.Says(Host) ? new EndpointSpec.Host()
        : said.Says(Node) ? new EndpointSpec.Node(said.Get(Node))
        : said.Says(Outside) ? new EndpointSpec.Outside()
        : null;

    private static bool TryParseTime(string text, [MaybeNullWhen(false)] out TimeSpan time)
    {
        bool isShort = text.EndsWith("ms", StringComparison.Ordinal);
        string digits = isShort ? text[..^2] : text.EndsWith('s') ? text[..^1] : "";
        bool read = uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) && number > 0;
        time = isShort ? TimeSpan.FromMilliseconds(number) : TimeSpan.FromSeconds(number);
        return read;
    }
}
