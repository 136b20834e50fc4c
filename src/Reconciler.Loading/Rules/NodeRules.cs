using FluentValidation;
using Reconciler.Core.Documents;

namespace Reconciler.Loading.Rules;

/// <summary>What a node must fulfil whatever else exists.</summary>
internal sealed class NodeRules : AbstractValidator<NodeSpec>
{
    public NodeRules()
    {
        RuleFor(n => n.Address).Must(a => !(a.IsUnspecified || a.IsMulticast || a.IsLoopback || a.IsLinkLocal))
            .Else((_, a) => OverlayDiagnostics.SpecialAddress(a));
        RuleFor(n => n.Interface).Must(name => name is null || NameSyntax.IsInterfaceName(name))
            .Else((_, name) => InterfaceDiagnostics.Name(name));
    }
}
