using System.Diagnostics;
using System.Globalization;
using SharpFuzz;

namespace Reconciler.Fuzz;

/// <summary>A copy of this program whose assemblies tell where they have passed. What was built stays as it is.</summary>
internal static class Instrumentation
{
    private const string Marker = "RECONCILER_FUZZ_INSTRUMENTED";

    private static readonly string[] Assemblies =
        ["YamlDotNet", "Reconciler.Core", "Reconciler.Loading", "Reconciler.Netlink", "Reconciler.Kernel", "reconciler"];

    /// <summary>Whether this is the copy.</summary>
    public static bool IsThere => Environment.GetEnvironmentVariable(Marker) is not null;

    /// <summary>Makes the copy, runs it with the same arguments, and gives its exit code.</summary>
    public static int Run(string[] arguments)
    {
        string folder = Directory.CreateTempSubdirectory("reconciler-fuzz-").FullName;
        try
        {
            foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            foreach (string assembly in Assemblies)
                Fuzzer.Instrument(Path.Combine(folder, assembly + ".dll"), _ => true, Options.Value);
            return Start(Path.Combine(folder, "Reconciler.Fuzz.dll"), arguments);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Start(string program, string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [program, .. arguments]);
        start.Environment[Marker] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        // Of everything at once what is fastest in the end: there is no warming up for one input.
        start.Environment["DOTNET_TieredPGO"] = "0";
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
