using Reconciler.Core.Diagnostics;

namespace Reconciler.Loading.Files;

/// <summary>Finds the files below the paths that the user gave; each file once, however many paths and links lead to it.</summary>
internal sealed class FileSearch
{
    private readonly HashSet<string> seen = [];
    private readonly List<InputFile> found = [];
    private readonly List<string> roots = [];
    private readonly Limits limits;
    private readonly ICollection<Diagnostic> faults;

    // Files, whether new or not, and what stood in the way of files: nothing of that means that a folder is empty.
    private int met;
    private int entries;
    private bool isFull;

    private FileSearch(Limits limits, ICollection<Diagnostic> faults)
    {
        this.limits = limits;
        this.faults = faults;
    }

    /// <summary>The files in the ordinal order of their names, so that the order of the paths does not matter.</summary>
    public static IReadOnlyList<InputFile> Find(IReadOnlyCollection<string> paths, Limits limits, ICollection<Diagnostic> faults)
    {
        FileSearch search = new(limits, faults);
        search.roots.AddRange(paths.Where(Path.Exists).Select(search.RootOf).OfType<string>());
        foreach (string path in paths.Order(StringComparer.Ordinal))
            search.Add(path);
        return [.. search.found.OrderBy(f => f.Name, StringComparer.Ordinal)];
    }

    private void Add(string path)
    {
        if (path == InputFile.Dash)
            AddFile(InputFile.StandardInput, InputFile.StandardInput.Name);
        else if (Directory.Exists(path))
            AddRoot(path);
        else if (File.Exists(path))
            Try(path, () => AddFile(new(path, path), RealPath.Of(path)));
        else
            faults.Add(FileDiagnostics.NotFound(path));
    }

    // What has none is told when it is come to.
    private string? RootOf(string path)
    {
        try
        {
            return RealPath.Of(path);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private void AddRoot(string path)
    {
        int before = met;
        string shown = path.TrimEnd('/');
        Try(path, () => AddFolder(path, RealPath.Of(path), shown == "." ? "" : shown + "/", 0));
        if (met == before)
            faults.Add(FileDiagnostics.EmptyFolder(path));
    }

    /// <param name="real">Where the folder is, without links.</param>
    /// <param name="prefix">What the names of the folder's files begin with.</param>
    private void AddFolder(string folder, string real, string prefix, int depth)
    {
        if (!IsNew(real))
            return;
        if (depth > limits.FolderDepth)
        {
            Refuse(FileDiagnostics.FoldersTooDeep(folder, limits.FolderDepth));
            return;
        }
        foreach (string entry in Entries(folder).Order(StringComparer.Ordinal))
        {
            string name = prefix + Path.GetFileName(entry);
            Try(name, () => AddEntry(entry, real, name, depth));
        }
    }

    // What is counted is not kept: most of what is in a folder may be something else.
    private IEnumerable<string> Entries(string folder) => Directory.EnumerateFileSystemEntries(folder)
        .TakeWhile(entry => IsWithin(++entries <= limits.Entries, entry, limits.Entries, "files and folders"))
        .Where(entry => !Path.GetFileName(entry.AsSpan()).StartsWith('.') && (DocumentFolders.IsDocument(entry) || Directory.Exists(entry)));

    /// <param name="parent">Where the folder is that it is in.</param>
    private void AddEntry(string entry, string parent, string name, int depth)
    {
        if (isFull)
            return;
        FileKind kind = FileKinds.Of(entry);
        bool isLink = kind == FileKind.Link;
        string real = isLink ? RealPath.Of(entry) : Path.Combine(parent, Path.GetFileName(entry));
        if (isLink)
            kind = FileKinds.Behind(entry).Kind;
        if (isLink && !roots.Exists(root => IsBelow(real, root)))
            Refuse(FileDiagnostics.LeadsOut(name, real));
        else if (kind == FileKind.Folder)
            AddFolder(entry, real, name + "/", depth + 1);
        else if (kind == FileKind.Unknown && name.Contains('\uFFFD', StringComparison.Ordinal))
            Refuse(FileDiagnostics.NameNotUtf8(name));
        else if (kind == FileKind.Special)
            Refuse(FileDiagnostics.NotRegular(name));
        else
            AddFile(new(name, entry), real);
    }

    private static bool IsBelow(string path, string root) =>
        path == root || path.StartsWith(root.TrimEnd('/') + "/", StringComparison.Ordinal);

    private void AddFile(InputFile file, string real)
    {
        met++;
        if (IsNew(real) && IsWithin(found.Count < limits.Files, file.Name, limits.Files, "files"))
            found.Add(file);
    }

    private bool IsNew(string real)
    {
        bool isNew = seen.Add(real);
        if (!isNew)
            met++;
        return isNew;
    }

    // What is too much is told once.
    private bool IsWithin(bool isWithin, string path, int limit, string what)
    {
        if (!isWithin && !isFull)
        {
            isFull = true;
            Refuse(FileDiagnostics.TooMany(path, limit, what));
        }
        return isWithin;
    }

    private void Try(string name, Action add)
    {
        try
        {
            add();
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            Refuse(FileDiagnostics.Unreadable(name, refusal));
        }
    }

    private void Refuse(Diagnostic fault)
    {
        met++;
        faults.Add(fault);
    }
}
