using System.Runtime.CompilerServices;

namespace Reconciler.Cli.Tests;

/// <summary>Expected text in files beside the tests; <c>UPDATE_GOLDEN=1</c> writes what the program says now.</summary>
internal static class Golden
{
    public static bool Update { get; } = Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    /// <summary>Compares with the file <c>golden/NAME</c> beside the calling test.</summary>
    public static void Assert(string name, string actual, [CallerFilePath] string test = "") =>
        AssertFile(Beside(Path.Combine("golden", name), test), actual);

    /// <summary>The path of a file that is named from the folder of the calling test.</summary>
    public static string Beside(string path, [CallerFilePath] string test = "") => Path.Combine(Path.GetDirectoryName(test)!, path);

    /// <summary>Compares with a file.</summary>
    public static void AssertFile(string file, string actual)
    {
        string expected = File.Exists(file) ? File.ReadAllText(file) : "";
        if (expected == actual)
            return;
        if (Update)
            File.WriteAllText(file, actual);
        else
            Xunit.Assert.Fail($"{file} says otherwise. Accept with: UPDATE_GOLDEN=1 dotnet test. The program says now:\n{actual}");
    }
}
