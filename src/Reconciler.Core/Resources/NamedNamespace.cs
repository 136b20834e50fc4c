using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>A network namespace that has a name: a file of <c>/run/netns</c> onto which it is mounted.</summary>
public sealed record NamedNamespace(string Name) : Resource
{
    /// <summary>The alias of the namespace's <c>lo</c>, which is the mark of those that we made.</summary>
    public string? Alias { get; init; }

    /// <summary>False for a file without a namespace on it: what an interrupted creation or removal leaves behind.</summary>
    public bool Mounted { get; init; } = true;

    protected override ResourceId Identity => IdOf(NamespaceId.Named(Name));

    public override ResourceKind Kind => NamespaceKind.Instance;

    /// <summary>The identity of the namespace that <paramref name="id"/> names.</summary>
    public static ResourceId IdOf(NamespaceId id) => new("namespace", NamespaceId.Host, id.ToString());
}

/// <summary>Rules for <see cref="NamedNamespace"/>.</summary>
public sealed class NamespaceKind : ResourceKind<NamedNamespace>
{
    public static NamespaceKind Instance { get; } = new();

    public override string Name => "namespace";

    public override Impact RemovalImpact => Impact.Interrupts;

    protected override ValueList<Field<NamedNamespace>> Fields { get; } =
    [
        Compared("mounted", n => n.Mounted, Mutability.ByReplacing, Impact.Interrupts),
        Compared("alias", n => n.Alias),
    ];

    public override IEnumerable<Step> Steps(Change change)
    {
        if (change.Removes)
            yield return At(change, Verb.Delete);
        if (change is Change.Update)
            yield return At(change, Verb.Update);
        if (change.Makes)
            yield return At(change, Verb.Create);
    }

    public override IEnumerable<string> Commands(Step step)
    {
        NamedNamespace subject = (NamedNamespace)step.Subject;
        if (step.Verb == Verb.Delete)
            return [$"ip netns del {subject.Name}"];
        string alias = $"ip -n {subject.Name} link set lo alias {subject.Alias}";
        return step.Verb == Verb.Create ? [$"ip netns add {subject.Name}", alias] : [alias];
    }

    private static Step At(Change change, Verb verb) =>
        new(change, verb, StageOf(change, verb), StepRank.Namespace(verb), NamespaceId.Host);

    private static Stage StageOf(Change change, Verb verb) => verb != Verb.Delete
        ? Stage.CreateNamespaces
        : change is Change.Delete ? Stage.RemoveNamespaces : Stage.Remove;
}
