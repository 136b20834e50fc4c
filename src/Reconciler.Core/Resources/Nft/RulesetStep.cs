using Reconciler.Core.Planning;

namespace Reconciler.Core.Resources.Nft;

/// <summary>Steps and commands that all kinds of nf_tables share.</summary>
internal static class RulesetStep
{
    public static Step At(Change change, Verb verb, int rank) => new(change, verb, Stage.Ruleset, rank, change.Id.Namespace);

    public static string Command(Step step, string verb, string rest) => Resources.Command.In(step.Namespace, $"nft {verb} {rest}");
}
