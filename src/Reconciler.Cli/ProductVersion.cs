namespace Reconciler.Cli;

/// <summary>Which program this is.</summary>
internal static partial class ProductVersion
{
    // The build writes 0.1.0+COMMIT into 'Full' (Reconciler.Cli.csproj), the commit when it is made in a repository.
    private static readonly string[] Parts = Full.Split('+');

    public static string Number => Parts[0];

    /// <summary><c>null</c> when it was built outside of a repository.</summary>
    public static string? Commit => Parts.Length > 1 ? Parts[1] : null;
}
