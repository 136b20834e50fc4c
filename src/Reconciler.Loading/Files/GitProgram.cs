using System.Diagnostics;

namespace Reconciler.Loading.Files;

/// <summary>The program <c>git</c> was not content; the message is its own.</summary>
internal sealed class GitException(string message) : Exception(message);

/// <summary>The program <c>git</c>, which knows all forms that a repository may have, and whom it may trust.</summary>
/// <param name="folder">Where it runs.</param>
/// <param name="index">A file that takes the place of the repository's index; <c>null</c>: none does.</param>
internal sealed class GitProgram(string folder, string? index = null)
{
    /// <summary>Runs a command, and gives what it prints.</summary>
    /// <exception cref="GitException">It failed.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public string Run(params string[] arguments) => RunWith("", arguments);

    /// <inheritdoc cref="Run"/>
    /// <param name="input">What it reads.</param>
    public string RunWith(string input, params string[] arguments)
    {
        ProcessStartInfo start = new("git", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (index is not null)
            start.Environment["GIT_INDEX_FILE"] = index;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.GetAwaiter().GetResult() : throw new GitException(errors.GetAwaiter().GetResult().Trim());
    }
}
