using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>The fact that a namespace's <c>lo</c> is up. The device is always there; down, it is no such fact.</summary>
public sealed record Loopback(NamespaceId Namespace) : Resource
{
    protected override ResourceId Identity => new("loopback", Namespace, "lo");

    public override ResourceKind Kind => LoopbackKind.Instance;

    public override IEnumerable<ResourceId> DependsOn => VanishesWith;

    public override IEnumerable<ResourceId> VanishesWith => Namespace.Name is null ? [] : [NamedNamespace.IdOf(Namespace)];
}

/// <summary>Rules for <see cref="Loopback"/>.</summary>
public sealed class LoopbackKind : ResourceKind<Loopback>
{
    public static LoopbackKind Instance { get; } = new();

    public override string Name => "loopback";

    public override Impact RemovalImpact => Impact.Interrupts;

    public override bool IsLeaf => true;

    protected override ValueList<Field<Loopback>> Fields { get; } = [];

    public override IEnumerable<Step> Steps(Change change) => PresenceSteps.Of(change, _ => StepRank.Loopback);

    public override IEnumerable<string> Commands(Step step) =>
        [Command.Ip(step.Change.Id.Namespace, step.Verb == Verb.Delete ? "link set lo down" : "link set lo up")];
}
