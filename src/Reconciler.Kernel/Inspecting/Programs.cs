namespace Reconciler.Kernel.Inspecting;

/// <summary>Programs of others that some commands start.</summary>
internal static class Programs
{
    /// <summary>Whether a program is in <c>PATH</c>.</summary>
    public static bool Has(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, name)));
}
