using System.Diagnostics;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Tests;

/// <summary>Commands in network namespaces.</summary>
internal static class NamespaceShell
{
    // What sh(1) and nsenter(1) say of a program that is not installed.
    private const int CommandNotFound = 127;

    /// <summary>Runs a program that must succeed, and gives what it printed.</summary>
    /// <param name="input">What it reads.</param>
    public static string Run(NetworkNamespace where, string[] command, string input = "")
    {
        ProcessStartInfo start = new("nsenter", [$"--net={PathOf(where)}", .. command]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode == CommandNotFound)
            Requirements.Unmet(errors.Result);
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)}: {errors.Result}");
        return output;
    }

    /// <summary>Runs shell commands, each of which must succeed.</summary>
    public static string Sh(NetworkNamespace where, string commands) => Run(where, ["sh", "-ec", commands]);

    /// <summary>A file by which other programs find the namespace.</summary>
    public static string PathOf(NetworkNamespace where) => $"/proc/{Environment.ProcessId}/fd/{where.Descriptor}";
}
