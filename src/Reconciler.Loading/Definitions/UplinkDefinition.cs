using Reconciler.Core.Documents;
using Reconciler.Loading.Binding;

namespace Reconciler.Loading.Definitions;

/// <summary>A network's <c>uplink</c>: one word for both families, or one for each.</summary>
internal static class UplinkDefinition
{
    private static readonly ChoiceShape<Uplink> Word = new(("nat", Uplink.Nat), ("routed", Uplink.Routed), ("none", Uplink.None));

    private static readonly Field<Uplink> IPv4 = Field.Defaulted("ipv4", Word, Uplink.Nat, "nat", "For IPv4.");

    private static readonly Field<Uplink> IPv6 = Field.Defaulted("ipv6", Word, Uplink.Nat, "nat", "For IPv6.");

    private static readonly Shape<UplinkSpec> Long = new MappingShape<UplinkSpec>(
        "an uplink", [IPv4, IPv6], said => new(said.Get(IPv4), said.Get(IPv6)));

    public static Shape<UplinkSpec> Shape { get; } = new EitherShape<Uplink, UplinkSpec>(Word, UplinkSpec.Of, Long);
}
