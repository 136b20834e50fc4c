using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using Reconciler.Loading.Binding;
using Reconciler.Loading.Rules;

namespace Reconciler.Loading.Definitions;

/// <summary>The document <c>Node</c>.</summary>
internal static class NodeDefinition
{
    private static readonly Field<IpAddress> Address = Field.Required(
        "address", CommonShapes.Address, default(IpAddress), "The address by which the other nodes reach it.");

    private static readonly Field<string> Interface = Field.Optional(
        "interface", CommonShapes.InterfaceName, "The interface that has the address. Default: whichever has it.");

    private static readonly Shape<NodeSpec> Spec = new MappingShape<NodeSpec>("a node", [Address, Interface], said => new()
    {
        Address = said.Get(Address),
        Interface = said.Get(Interface),
    });

    public static DocumentDefinition<NodeSpec> Document { get; } = new(
        DocumentKind.Node, "A host that overlay networks span.", Spec, new NodeRules());
}
