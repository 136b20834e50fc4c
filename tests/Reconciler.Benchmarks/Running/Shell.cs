using System.Diagnostics;

namespace Reconciler.Benchmarks.Running;

/// <summary>Shell commands around what is measured.</summary>
internal static class Shell
{
    /// <summary>Runs commands, each of which must succeed, and gives what they printed.</summary>
    public static string Run(string commands)
    {
        ProcessStartInfo start = new("sh", ["-ec", commands]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{commands}\n{output}{errors.Result}");
    }

    /// <summary>What a command prints first; <c>null</c> when it is not installed or fails.</summary>
    public static string? FirstLine(string command)
    {
        ProcessStartInfo start = new("sh", ["-c", command + " 2>/dev/null"]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Split('\n')[0].Trim() : null;
    }
}
