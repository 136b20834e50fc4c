using System.ComponentModel;
using Reconciler.Core.Diagnostics;
using Reconciler.Loading.Files;

namespace Reconciler.Agent.Sources;

/// <summary>The newest commit of a branch, kept in a folder. The program <c>git</c> fetches and verifies.</summary>
internal sealed class GitRepository(GitOptions options, CancellationToken cancellation)
{
    // Long for a slow network, short for one that answers never.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const string Ref = "refs/reconciler/newest";
    private const string Armour = "-----BEGIN PGP";

    private string KeyRing => Path.Combine(options.Cache, "gnupg");

    private string Files => Path.Combine(options.Cache, "files");

    /// <summary>Fetches the branch, wherever it leads by now.</summary>
    /// <returns>Why that was not possible; <c>null</c>: it was.</returns>
    public Diagnostic? Fetch()
    {
        try
        {
            Directory.CreateDirectory(options.Cache);
            Git("init", "--quiet");
            Git("fetch", "--quiet", "--depth", "1", "--no-tags", "--force", "--", options.Url, $"+refs/heads/{options.Branch}:{Ref}");
            return null;
        }
        catch (Exception e) when (e is GitException or IOException or UnauthorizedAccessException or Win32Exception)
        {
            return AgentDiagnostics.NotFetched(options.Url, OneLine(e.Message));
        }
    }

    /// <summary>The commit that was fetched last; <c>null</c>: none was.</summary>
    public string? Newest()
    {
        try
        {
            return Git("rev-parse", "--quiet", "--verify", $"{Ref}^{{commit}}").Trim();
        }
        catch (Exception e) when (e is GitException or IOException or Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Whether one of the given keys signed a commit; why not.</summary>
    public Diagnostic? Verify(string commit)
    {
        if (options.KeyFile is not string keys)
            return null;
        try
        {
            bool isKeyRing = File.ReadAllText(keys).TrimStart().StartsWith(Armour, StringComparison.Ordinal);
            PrepareKeyRing(isKeyRing ? keys : null);
            // Whatever a signature is made with, no other key than the given ones is trusted.
            Git("-c", $"gpg.ssh.allowedSignersFile={(isKeyRing ? "/dev/null" : Path.GetFullPath(keys))}", "-c", "gpg.x509.program=/bin/false", "verify-commit", commit);
            return null;
        }
        catch (Exception e) when (e is GitException or IOException or UnauthorizedAccessException or Win32Exception)
        {
            return AgentDiagnostics.NotSigned(commit, OneLine(e.Message.Length > 0 ? e.Message : "it has no signature"));
        }
    }

    /// <summary>Copies the files of a commit, without those of others, and gives the folder.</summary>
    /// <exception cref="GitException">It is not complete.</exception>
    public string CheckOut(string commit)
    {
        string folder = Path.Combine(Files, commit);
        if (Directory.Exists(Files))
            Directory.Delete(Files, recursive: true);
        Directory.CreateDirectory(folder);
        GitProgram git = Program(Path.Combine(options.Cache, "index"));
        git.Run("read-tree", commit);
        git.Run("checkout-index", "--all", "--force", $"--prefix={folder}/");
        return folder;
    }

    private void PrepareKeyRing(string? keys)
    {
        if (Directory.Exists(KeyRing))
            Directory.Delete(KeyRing, recursive: true);
        Directory.CreateDirectory(KeyRing);
        if (keys is null)
            return;
        using System.Diagnostics.Process gpg = System.Diagnostics.Process.Start("gpg", ["--homedir", KeyRing, "--batch", "--quiet", "--import", keys]);
        gpg.WaitForExit();
        if (gpg.ExitCode != 0)
            throw new IOException($"gpg cannot read the keys in {keys}");
    }

    private string Git(params string[] arguments) => Program(null).Run(arguments);

    private GitProgram Program(string? index)
    {
        CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        return new(options.Cache, index)
        {
            Cancellation = limit.Token,
            // Nobody is there to be asked for a password; keys are those that are given, not those of who runs this.
            Variables = new Dictionary<string, string>
            {
                ["GIT_DIR"] = Path.Combine(options.Cache, ".git"),
                ["GIT_TERMINAL_PROMPT"] = "0",
                ["GNUPGHOME"] = KeyRing,
            },
        };
    }

    private static string OneLine(string message) => string.Join("; ", message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
