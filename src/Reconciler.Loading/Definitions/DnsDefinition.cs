using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using Reconciler.Loading.Binding;

namespace Reconciler.Loading.Definitions;

/// <summary><c>spec.dns</c> of a network.</summary>
internal static class DnsDefinition
{
    private static readonly Field<bool> Enabled = Field.Defaulted(
        "enabled", new BooleanShape(), true, "true", "Whether 'reconciler watch' answers questions about names at the gateway addresses.");

    private static readonly Field<string> Domain = Field.Optional(
        "domain", CommonShapes.DomainName, "What full names end with, as in db.web.internal. Default: the network's name and .internal.");

    private static readonly Field<ValueList<IpAddress>?> Upstream = Field.OptionalValue(
        "upstream", new ListShape<IpAddress>("a list of addresses", CommonShapes.Address),
        "Name servers that are asked about all other names, one after another; []: nobody is. Default: those of the host's /etc/resolv.conf.");

    public static Shape<DnsSpec> Shape { get; } = new MappingShape<DnsSpec>(
        "the settings of names", [Enabled, Domain, Upstream], said => new()
        {
            Enabled = said.Get(Enabled),
            Domain = said.Get(Domain),
            Upstream = said.Get(Upstream),
        });
}
