using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Core.Values;

namespace Reconciler.Kernel.Applying;

/// <summary>Carries out steps that go to the kernel in the same way.</summary>
internal abstract class StepExecutor
{
    /// <summary>Carries out steps of one namespace and stage, in their order.</summary>
    /// <param name="generations">Those of nf_tables that they were computed from.</param>
    /// <exception cref="StepRefusedException">The kernel refused one of them.</exception>
    public abstract void Run(IReadOnlyList<Step> steps, HostKernel kernel, ValueList<RulesetGeneration> generations);
}

/// <summary>Which kinds of resources go to the kernel in which way.</summary>
internal static class StepExecutors
{
    private static readonly StepExecutor Requests = new RequestExecutor();
    private static readonly StepExecutor Ipsec = new XfrmExecutor();
    private static readonly StepExecutor Ruleset = new RulesetExecutor();

    /// <summary>Every kind of resource has one.</summary>
    public static IReadOnlyDictionary<ResourceKind, StepExecutor> ByKind { get; } = new Dictionary<ResourceKind, StepExecutor>
    {
        [NamespaceKind.Instance] = new NamespaceExecutor(),
        [LinkKind.Instance] = Requests,
        [LoopbackKind.Instance] = Requests,
        [AddressKind.Instance] = Requests,
        [RouteKind.Instance] = Requests,
        [NeighbourKind.Instance] = Requests,
        [ForwardingEntryKind.Instance] = Requests,
        [QdiscKind.Instance] = Requests,
        [XfrmStateKind.Instance] = Ipsec,
        [XfrmPolicyKind.Instance] = Ipsec,
        [SysctlKind.Instance] = new SysctlExecutor(),
        [NftTableKind.Instance] = Ruleset,
        [NftSetKind.Instance] = Ruleset,
        [NftChainKind.Instance] = Ruleset,
        [NftElementKind.Instance] = Ruleset,
    };

    public static StepExecutor Of(Step step) => ByKind[step.Subject.Kind];
}
