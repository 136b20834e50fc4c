using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using Reconciler.Loading.Binding;

namespace Reconciler.Loading.Definitions;

/// <summary><c>spec.macvlan</c> of a network.</summary>
internal static class MacvlanDefinition
{
    private static readonly Field<string> Parent = Field.Required(
        "parent", CommonShapes.InterfaceName, "unknown", "The host's interface on whose physical network the containers are.");

    private static readonly Field<int?> Vlan = Field.OptionalValue(
        "vlan", new NumberShape(1, 4094), "A VLAN of the parent; its interface is made when it is missing. Default: untagged packets.");

    private static readonly Field<MacvlanVariant> Mode = Field.Defaulted(
        "mode", new ChoiceShape<MacvlanVariant>(
            ("bridge", MacvlanVariant.Bridge), ("private", MacvlanVariant.Private), ("vepa", MacvlanVariant.Vepa), ("passthru", MacvlanVariant.Passthru)),
        MacvlanVariant.Bridge, "bridge",
        "What passes between the containers of one parent. bridge: everything; private: nothing; vepa: what the switch outside sends back; "
        + "passthru: there is only one container, with the parent's MAC address.");

    private static readonly Field<ValueList<IpAddress>> HostAccess = Field.Optional(
        "hostAccess", new OneOrManyShape<IpAddress>("a list of addresses", CommonShapes.Address),
        "An address of the network by which host and containers reach each other, or one for each family. Default: they do not.");

    public static Shape<MacvlanSpec> Shape { get; } = new MappingShape<MacvlanSpec>(
        "the settings of a macvlan network", [Parent, Vlan, Mode, HostAccess], said => new()
        {
            Parent = said.Get(Parent),
            Vlan = said.Get(Vlan),
            Mode = said.Get(Mode),
            HostAccess = said.Get(HostAccess),
        });
}
