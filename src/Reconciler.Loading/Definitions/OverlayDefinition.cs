using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using Reconciler.Loading.Binding;

namespace Reconciler.Loading.Definitions;

/// <summary><c>spec.overlay</c> of a network.</summary>
internal static class OverlayDefinition
{
    private const int MaxVni = (1 << 24) - 1;

    private static readonly Field<int> Vni = Field.Required("vni", new NumberShape(1, MaxVni), 1, "The VXLAN network identifier.");

    private static readonly Field<int> Port = Field.Defaulted(
        "port", new NumberShape(1, ushort.MaxValue), OverlaySpec.DefaultPort, null, "The UDP port of all nodes. Default: 4789.");

    private static readonly Field<ValueList<string>> Nodes = Field.Optional(
        "nodes", new ListShape<string>("a list of nodes", CommonShapes.Name), "The Nodes that take part. Default: all.");

    private static readonly Field<string> KeyFile = Field.Required(
        "keyFile", new TextShape("a path", "^/"), "/", "The file with the secret, by its absolute path on every node. It belongs to root and nobody else may read it.");

    private static readonly Field<OverlayEncryptionSpec> Encryption = Field.Optional(
        "encryption", new MappingShape<OverlayEncryptionSpec>(
            "the settings of an overlay's encryption", [KeyFile], said => new(said.Get(KeyFile))),
        "Encrypts what goes from node to node (ESP, AES-GCM). Default: nothing is encrypted.");

    public static Shape<OverlaySpec> Shape { get; } = new MappingShape<OverlaySpec>(
        "the settings of an overlay network", [Vni, Port, Nodes, Encryption], said => new()
        {
            Vni = said.Get(Vni),
            Port = said.Get(Port),
            Nodes = said.Get(Nodes),
            Encryption = said.Get(Encryption),
        });
}
