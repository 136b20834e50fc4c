namespace Reconciler.Loading.Files;

/// <summary>One file to read.</summary>
/// <param name="Name">As the user gave it, or below the folder as the user gave that.</param>
/// <param name="Path">Where it is; empty for standard input.</param>
internal readonly record struct InputFile(string Name, string Path)
{
    /// <summary>How the user writes standard input.</summary>
    public const string Dash = "-";

    public static InputFile StandardInput { get; } = new("<stdin>", "");

    public bool IsStandardInput => Path.Length == 0;
}
