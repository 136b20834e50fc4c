using Reconciler.Core.Documents;

namespace Reconciler.Loading.Rules;

/// <summary>What a node must fulfil whatever else exists.</summary>
internal sealed class NodeRules : SpecRules<NodeSpec>
{
    protected override void Check(NodeSpec node, RuleFaults faults)
    {
        if (node.Address is { IsUnspecified: true } or { IsMulticast: true } or { IsLoopback: true } or { IsLinkLocal: true })
            faults.Add(nameof(NodeSpec.Address), OverlayDiagnostics.SpecialAddress(node.Address));
        if (node.Interface is string name && !NameSyntax.IsInterfaceName(name))
            faults.Add(nameof(NodeSpec.Interface), InterfaceDiagnostics.Name(name));
    }
}
