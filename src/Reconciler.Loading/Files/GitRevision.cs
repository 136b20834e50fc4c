using System.ComponentModel;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Loading.Files;

/// <summary>Files as they are in a revision of the Git repository that they are in.</summary>
/// <param name="scratch">Where the files are copied to, with an index of its own: neither the work tree nor the repository changes.</param>
internal sealed class GitRevision(string revision, string scratch, ICollection<Diagnostic> faults)
{
    private int copies;

    /// <summary>The files below paths, named <c>REVISION:PATH</c> as Git names them.</summary>
    public IReadOnlyList<InputFile> Find(IReadOnlyList<string> paths)
    {
        try
        {
            return [.. paths.Distinct().SelectMany(Find).OrderBy(f => f.Name, StringComparer.Ordinal)];
        }
        catch (Exception refusal) when (refusal is GitException or IOException or Win32Exception)
        {
            faults.Add(FileDiagnostics.NoRevision(revision, refusal.Message));
            return [];
        }
    }

    private IReadOnlyList<InputFile> Find(string path)
    {
        if (path == InputFile.Dash)
            throw new GitException("standard input is in no repository");
        if (revision.StartsWith('-'))
            throw new GitException("it looks like an option");
        string full = RealPath.Of(path);
        // What is asked for may be younger than the revision, or gone since.
        string folder = full;
        while (!Directory.Exists(folder))
            folder = Path.GetDirectoryName(folder)!;
        string top = Line(new GitProgram(folder).Run("rev-parse", "--show-toplevel"));
        string tree = Line(new GitProgram(folder).Run("rev-parse", "--verify", $"{revision}^{{tree}}"));
        string copy = Path.Combine(scratch, $"{++copies}");
        string below = Path.GetRelativePath(RealPath.Of(top), full);
        Copy(new GitProgram(top, $"{copy}.index"), tree, below, copy);
        string found = Path.GetFullPath(Path.Combine(copy, below));
        if (!Directory.Exists(found) && !File.Exists(found))
            return [];
        List<Diagnostic> refused = [];
        IReadOnlyList<InputFile> files = FileSearch.Find([found], Limits.Default, refused);
        // A folder that has no documents in that revision has none: that is no fault.
        refused.Where(fault => fault.Code != FileDiagnostics.EmptyFolderCode).ToList().ForEach(faults.Add);
        return [.. files.Select(f => f with { Name = $"{revision}:{path.TrimEnd('/')}{f.Name[found.Length..]}" })];
    }

    private static void Copy(GitProgram git, string tree, string below, string copy)
    {
        Directory.CreateDirectory(copy);
        git.Run("read-tree", tree);
        string names = git.Run("ls-files", "-z", "--", below);
        if (names.Length > 0)
            git.RunWith(names, "checkout-index", "-z", "--stdin", $"--prefix={copy}/");
    }

    private static string Line(string output) => output.TrimEnd('\n');
}
