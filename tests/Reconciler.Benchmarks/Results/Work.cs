namespace Reconciler.Benchmarks.Results;

/// <summary>What a sample is of.</summary>
internal static class Work
{
    public const string FirstApply = "first apply";
    public const string NothingToDo = "nothing to do";
    public const string OneMore = "one more";
    public const string Teardown = "teardown";
    public const string Version = "version";
    public const string Validate = "validate";

    /// <summary>What all peers do, in its order.</summary>
    public static IReadOnlyList<string> OfPeers { get; } = [FirstApply, NothingToDo, OneMore, Teardown];
}
