using Reconciler.Core.Compiling;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Resources.Nft;
using Reconciler.Kernel.Resources.Nft;
using Reconciler.Loading;

namespace Reconciler.Kernel.Tests.Nft;

/// <summary>Plans of which only the part about nf_tables is looked at.</summary>
internal static class RulesetPlans
{
    /// <summary>What documents want in the host's ruleset, in a table of the tests' name.</summary>
    public static Resource[] Compile(string documents) => Compile(documents, NamespaceId.Host);

    /// <summary>What documents want in a container's ruleset, as if it were the host's.</summary>
    public static Resource[] CompileFor(string container, string documents) => [.. Compile(documents, NamespaceId.Named(container)).Select(OnHost)];

    private static Resource[] Compile(string documents, NamespaceId where)
    {
        LoadResult loaded = Loader.Load(["-"], new StringReader(documents));
        Assert.DoesNotContain(loaded.Diagnostics, d => d.Severity == Severity.Error);
        return [.. Compiler.Compile(loaded.Documents, "test", Snapshot.Empty).Resources.Select(d => d.Resource).Where(r => r.Id.Namespace == where && IsOfRuleset(r))];
    }

    private static Resource OnHost(Resource resource) => resource switch
    {
        NftTable table => table with { Namespace = NamespaceId.Host },
        NftSet set => set with { Table = set.Table with { Namespace = NamespaceId.Host } },
        NftElement element => element with { Table = element.Table with { Namespace = NamespaceId.Host } },
        NftChain chain => chain with { Table = chain.Table with { Namespace = NamespaceId.Host } },
        _ => throw new ArgumentOutOfRangeException(nameof(resource), resource, "not of a ruleset"),
    };

    /// <summary>The plan from what was read to a wish.</summary>
    public static Plan Plan(ObservedRuleset observed, IEnumerable<Resource> wished) =>
        Planner.Plan(new(new Wanted([.. wished.Select(r => new Desired(r, null))]), [], []), Seen(observed));

    /// <summary>The plan that undoes.</summary>
    public static Plan Restore(ObservedRuleset original, ObservedRuleset present) => Planner.Restore(Seen(original), Seen(present));

    private static Snapshot Seen(ObservedRuleset observed) =>
        new(observed.Resources.Select(r => new Observed(r, Ownership.Owned)), [], [new(NamespaceId.Host, observed.Generation)]);

    private static bool IsOfRuleset(Resource resource) => resource.Kind.Name.StartsWith("nft-", StringComparison.Ordinal);
}
