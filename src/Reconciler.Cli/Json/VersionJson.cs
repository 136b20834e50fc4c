namespace Reconciler.Cli.Json;

/// <summary>The result of <c>version</c>.</summary>
/// <param name="Commit">The commit that the program was built from; <c>null</c> when it was built outside of a repository.</param>
internal sealed record VersionJson(string Version, string? Commit)
    : Envelope("Version");
