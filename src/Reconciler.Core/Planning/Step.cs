using Reconciler.Core.Resources;

namespace Reconciler.Core.Planning;

/// <summary>
/// The parts of an apply, in their order: what goes is down before the rulesets change, the rulesets are in place before anything
/// comes up, so that no moment is less closed than both ends of the change.
/// </summary>
public enum Stage
{
    /// <summary>Routes, addresses and links that go, and namespaces that are made anew.</summary>
    Remove,

    /// <summary>Named namespaces that are made; nothing is in them yet.</summary>
    CreateNamespaces,

    /// <summary>All changes of nf_tables, as one transaction for each namespace, the host's first.</summary>
    Ruleset,

    /// <summary>Links that are made, bridges before their ports; the container ends directly in their namespaces.</summary>
    CreateLinks,

    /// <summary>What happens inside of containers, in an order for each; they do not know of each other.</summary>
    Containers,

    /// <summary>What happens on the host once all ports are in their bridges: sysctls, bridges up, addresses, routes.</summary>
    Host,

    /// <summary>Namespaces that go: what others keep in them is lost for good, so that nothing may fail afterwards.</summary>
    RemoveNamespaces,
}

/// <summary>What a step does with its resource.</summary>
public enum Verb
{
    Create,
    Update,

    /// <summary>Brings a created object into service: a link up, a chain's rules in.</summary>
    Activate,

    /// <summary>Takes an object out of service before it or what it refers to can go: a chain's rules out.</summary>
    Deactivate,
    Delete,
}

/// <summary>
/// What is sent for one change at one point of the order: a netlink request or a few that belong together, or the change's part of
/// the one nf_tables transaction.
/// </summary>
/// <param name="Change">Why; many steps may point to one change.</param>
/// <param name="Stage">When.</param>
/// <param name="Rank">When, within the stage (and within the namespace in <see cref="Stage.Ruleset"/> and <see cref="Stage.Containers"/>).</param>
/// <param name="Namespace">Where it is sent.</param>
public sealed record Step(Change Change, Verb Verb, Stage Stage, int Rank, NamespaceId Namespace) : IComparable<Step>
{
    /// <summary>What it is about: the object that goes, as it is; or the one that is wanted.</summary>
    public Resource Subject => this is { Verb: Verb.Delete, Change: Change.Replace { Observed: Resource old } } ? old : Change.Subject;

    /// <summary>The commands that a person would have typed.</summary>
    public IEnumerable<string> Commands => Change.Subject.Kind.Commands(this);

    /// <summary>Whether its namespace stands above its rank.</summary>
    internal bool IsOrderedByNamespace => Stage is Stage.Containers or Stage.Ruleset;

    /// <summary>By stage, then (only among containers and rulesets) by namespace, then by rank and identity.</summary>
    public int CompareTo(Step? other)
    {
        if (other is null)
            return 1;
        // As numbers: to compare enumerations by their own method makes an object each time.
        int byStage = ((int)Stage).CompareTo((int)other.Stage);
        if (byStage != 0)
            return byStage;
        int byNamespace = IsOrderedByNamespace ? Namespace.CompareTo(other.Namespace) : 0;
        if (byNamespace != 0)
            return byNamespace;
        int byRank = Rank.CompareTo(other.Rank);
        return byRank != 0 ? byRank : Change.Id.CompareTo(other.Change.Id);
    }

    public static bool operator <(Step left, Step right) => left.CompareTo(right) < 0;

    public static bool operator >(Step left, Step right) => left.CompareTo(right) > 0;

    public static bool operator <=(Step left, Step right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Step left, Step right) => left.CompareTo(right) >= 0;
}
