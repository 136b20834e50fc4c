using Reconciler.Core.Diagnostics;

namespace Reconciler.Loading.Files;

/// <summary>Finds the files below the paths that the user gave; each file once, however many paths and links lead to it.</summary>
internal sealed class FileSearch(ICollection<Diagnostic> faults)
{
    private readonly HashSet<string> seen = [];
    private readonly List<InputFile> found = [];

    // Files, whether new or not, and what stood in the way of files: nothing of that means that a folder is empty.
    private int met;

    /// <summary>The files in the ordinal order of their names, so that the order of the paths does not matter.</summary>
    public static IReadOnlyList<InputFile> Find(IEnumerable<string> paths, ICollection<Diagnostic> faults)
    {
        FileSearch search = new(faults);
        foreach (string path in paths.Order(StringComparer.Ordinal))
            search.Add(path);
        return [.. search.found.OrderBy(f => f.Name, StringComparer.Ordinal)];
    }

    private void Add(string path)
    {
        if (path == InputFile.Dash)
            AddFile(InputFile.StandardInput);
        else if (Directory.Exists(path))
            AddRoot(path);
        else if (File.Exists(path))
            AddFile(new(path, path));
        else
            faults.Add(FileDiagnostics.NotFound(path));
    }

    private void AddRoot(string path)
    {
        int before = met;
        string shown = path.TrimEnd('/');
        AddFolder(path, shown == "." ? "" : shown + "/");
        if (met == before)
            faults.Add(FileDiagnostics.EmptyFolder(path));
    }

    /// <param name="prefix">What the names of the folder's files begin with.</param>
    private void AddFolder(string folder, string prefix)
    {
        try
        {
            if (!IsNew(RealPath.Of(folder)))
                return;
            foreach (string entry in Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal))
                AddEntry(entry, prefix + Path.GetFileName(entry));
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            Refuse(folder, refusal);
        }
    }

    private void AddEntry(string entry, string name)
    {
        if (Path.GetFileName(entry).StartsWith('.'))
            return;
        if (Directory.Exists(entry))
            AddFolder(entry, name + "/");
        else if (Path.GetExtension(entry) is ".yaml" or ".yml")
            AddFile(new(name, entry));
    }

    private void AddFile(InputFile file)
    {
        met++;
        try
        {
            if (IsNew(file.IsStandardInput ? file.Name : RealPath.Of(file.Path)))
                found.Add(file);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            Refuse(file.Name, refusal);
        }
    }

    private bool IsNew(string realPath)
    {
        bool isNew = seen.Add(realPath);
        if (!isNew)
            met++;
        return isNew;
    }

    private void Refuse(string name, Exception refusal)
    {
        met++;
        faults.Add(FileDiagnostics.Unreadable(name, refusal.Message));
    }
}
