using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using Reconciler.Loading.Binding;

namespace Reconciler.Loading.Definitions;

/// <summary>One entry of a network's <c>subnets</c>: <c>10.20.0.0/24</c> or a mapping.</summary>
internal static class SubnetDefinition
{
    private static readonly Field<IpPrefix> Cidr = Field.Required(
        "cidr", CommonShapes.Prefix, "The subnet: its first address and the length of the prefix.");

    private static readonly Field<IpAddress?> Gateway = Field.OptionalValue(
        "gateway", CommonShapes.Address, "The host's address in the network. Default: the subnet's first host address.");

    private static readonly Field<IpPrefix?> Range = Field.OptionalValue(
        "range", CommonShapes.Prefix, "Automatic addresses come from here. Default: the whole subnet.");

    private static readonly Field<ValueList<IpAddress>> Reserved = Field.Optional(
        "reserved", new ListShape<IpAddress>("a list of addresses", CommonShapes.Address), "Addresses that are never given out.");

    private static readonly Shape<SubnetSpec> Long = new MappingShape<SubnetSpec>(
        "a subnet", [Cidr, Gateway, Range, Reserved], said => new()
        {
            Cidr = said.Get(Cidr),
            Gateway = said.Get(Gateway),
            Range = said.Get(Range),
            Reserved = said.Get(Reserved),
        });

    public static Shape<SubnetSpec> Shape { get; } =
        new EitherShape<IpPrefix, SubnetSpec>(CommonShapes.Prefix, cidr => new() { Cidr = cidr }, Long);
}
