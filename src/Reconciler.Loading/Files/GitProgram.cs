using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Reconciler.Loading.Files;

/// <summary>The program <c>git</c> was not content; the message is its own.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Its message is what the program said.")]
public sealed class GitException(string message) : Exception(message);

/// <summary>The program <c>git</c>, which knows all forms that a repository may have, and whom it may trust.</summary>
/// <param name="folder">Where it runs.</param>
/// <param name="index">A file that takes the place of the repository's index; <c>null</c>: none does.</param>
public sealed class GitProgram(string folder, string? index = null)
{
    /// <summary>Variables of its environment, besides those of this process.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Ends it, and fails, when it takes too long or is not wanted any more.</summary>
    public CancellationToken Cancellation { get; init; }

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
        foreach ((string name, string value) in Variables)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        using CancellationTokenRegistration end = Cancellation.Register(process.Kill);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.GetAwaiter().GetResult() : throw new GitException(errors.GetAwaiter().GetResult().Trim());
    }
}
