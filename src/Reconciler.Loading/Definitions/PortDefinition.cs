using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using Reconciler.Loading.Binding;

namespace Reconciler.Loading.Definitions;

/// <summary>One entry of an attachment's <c>ports</c>: Docker's short form or a mapping.</summary>
internal static class PortDefinition
{
    private static readonly ParsedShape<PortSpec> Short = new(
        "a published port ([address:]host[-end]:container[-end][/tcp|udp|sctp], ports from 1 to 65535)",
        @"^((\[[0-9A-Fa-f:.]+\]|[0-9.]+):)?[0-9]+(-[0-9]+)?:[0-9]+(-[0-9]+)?(/(tcp|udp|sctp))?$", PortSyntax.TryParsePublication,
        "8080:80", "127.0.0.1:8443:443", "[fd00::1]:53:53/udp");

    private static readonly PortRangeShape Range = new();

    private static readonly Field<PortRange> Host = Field.Required("host", Range, "The port of the host, or a range such as 8000-8010.");

    private static readonly Field<PortRange> Container = Field.Required(
        "container", Range, "The port of the container, or a range of the same length.");

    private static readonly Field<TransportProtocol> Protocol = Field.Defaulted(
        "protocol", new ChoiceShape<TransportProtocol>([.. PortSyntax.Protocols]), TransportProtocol.Tcp, "tcp", "The transport protocol.");

    private static readonly Field<IpAddress?> Address = Field.OptionalValue(
        "address", CommonShapes.Address, "Only on this address of the host. Default: on all, of every family that the network has.");

    private static readonly Field<ValueList<IpPrefix>?> AllowFrom = Field.OptionalValue(
        "allowFrom", new ListShape<IpPrefix>("a list of subnets", CommonShapes.Prefix),
        "Who is let in, besides the host itself. Default: everybody.");

    private static readonly Shape<PortSpec> Long = new MappingShape<PortSpec>(
        "a published port", [Host, Container, Protocol, Address, AllowFrom], said => new()
        {
            Host = said.Get(Host),
            Container = said.Get(Container),
            Protocol = said.Get(Protocol),
            Address = said.Get(Address),
            AllowFrom = said.Get(AllowFrom),
        });

    public static Shape<PortSpec> Shape { get; } = new EitherShape<PortSpec, PortSpec>(Short, port => port, Long);
}
