namespace Reconciler.Loading.Tests;

/// <summary>What counts everything that the process does runs alone.</summary>
[CollectionDefinition(nameof(NothingElse), DisableParallelization = true)]
public class NothingElse;
