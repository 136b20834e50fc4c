namespace Reconciler.Loading.Files;

/// <summary>The folders in which something can happen that changes which documents paths lead to.</summary>
public static class DocumentFolders
{
    /// <summary>
    /// The folders with documents; those with links that lead to documents, which may be made to lead elsewhere; and those that the paths
    /// are in, since what has a path may be renamed and replaced.
    /// </summary>
    /// <param name="paths">Files and folders; those that do not exist yet are waited for in the nearest folder that does.</param>
    public static IReadOnlyCollection<string> Of(IEnumerable<string> paths)
    {
        HashSet<string> folders = [];
        foreach (string path in paths)
            AddPath(path, folders);
        return folders;
    }

    private static void AddPath(string path, HashSet<string> folders)
    {
        try
        {
            string real = RealPath.Of(path, link => folders.Add(Path.GetDirectoryName(link)!));
            string parent = Path.GetDirectoryName(real) ?? "/";
            while (!Directory.Exists(parent))
                parent = Path.GetDirectoryName(parent)!;
            folders.Add(parent);
            if (Directory.Exists(real))
                AddFolder(real, folders, []);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            // A loop of links, or what may not be read: loading says so. Whoever mends it does so in a folder that is watched.
        }
    }

    private static void AddFolder(string real, HashSet<string> folders, HashSet<string> entered)
    {
        if (!entered.Add(real))
            return;
        folders.Add(real);
        foreach (FileSystemInfo entry in new DirectoryInfo(real).EnumerateFileSystemInfos())
        {
            if (entry.Name.StartsWith('.'))
                continue;
            if (entry.LinkTarget is not null)
                AddLink(entry.FullName, folders, entered);
            else if (entry is DirectoryInfo)
                AddFolder(entry.FullName, folders, entered);
        }
    }

    private static void AddLink(string link, HashSet<string> folders, HashSet<string> entered)
    {
        string real = RealPath.Of(link, on => folders.Add(Path.GetDirectoryName(on)!));
        if (Directory.Exists(real))
            AddFolder(real, folders, entered);
        else if (Path.GetDirectoryName(real) is string parent && Directory.Exists(parent))
            folders.Add(parent);
    }
}
