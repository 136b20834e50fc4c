namespace Reconciler.Loading.Files;

/// <summary>The folders in which something can happen that changes which documents paths lead to.</summary>
public sealed class DocumentFolders
{
    private readonly HashSet<string> folders = [];
    private readonly HashSet<string> entered = [];
    private readonly HashSet<string> files = [];

    private DocumentFolders()
    {
    }

    /// <summary>Where something can happen.</summary>
    public IReadOnlyCollection<string> Folders => folders;

    /// <summary>Whether a file in a folder is a document, by its name.</summary>
    internal static bool IsDocument(string name) => Path.GetExtension(name) is ".yaml" or ".yml";

    /// <summary>
    /// The folders with documents; those with links that lead to documents, which may be made to lead elsewhere; and those that the paths
    /// are in, since what has a path may be renamed and replaced.
    /// </summary>
    /// <param name="paths">Files and folders; those that do not exist yet are waited for in the nearest folder that does.</param>
    public static DocumentFolders Of(IEnumerable<string> paths)
    {
        DocumentFolders found = new();
        foreach (string path in paths)
            found.AddPath(path);
        return found;
    }

    /// <summary>Whether what stands in a file of a name in one of the folders may be read: that of a document, or that which one leads to.</summary>
    public bool IsRead(string name) => IsDocument(name) || files.Contains(name);

    private void AddPath(string path)
    {
        try
        {
            string real = RealPath.Of(path, link => folders.Add(Path.GetDirectoryName(link)!));
            string parent = Path.GetDirectoryName(real) ?? "/";
            while (!Directory.Exists(parent))
                parent = Path.GetDirectoryName(parent)!;
            folders.Add(parent);
            if (Directory.Exists(real))
                AddFolder(real);
            else
                files.Add(Path.GetFileName(real));
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            // A loop of links, or what may not be read: loading says so. Whoever mends it does so in a folder that is watched.
        }
    }

    private void AddFolder(string real)
    {
        if (!entered.Add(real))
            return;
        folders.Add(real);
        foreach (FileSystemInfo entry in new DirectoryInfo(real).EnumerateFileSystemInfos())
        {
            if (entry.Name.StartsWith('.'))
                continue;
            if (entry.LinkTarget is not null)
                AddLink(entry.FullName);
            else if (entry is DirectoryInfo)
                AddFolder(entry.FullName);
        }
    }

    private void AddLink(string link)
    {
        string real = RealPath.Of(link, on => folders.Add(Path.GetDirectoryName(on)!));
        if (Directory.Exists(real))
        {
            AddFolder(real);
        }
        else if (Path.GetDirectoryName(real) is string parent && Directory.Exists(parent))
        {
            folders.Add(parent);
            files.Add(Path.GetFileName(real));
        }
    }
}
