namespace Reconciler.Loading.Files;

/// <summary>What a path leads to when all symbolic links on it are followed, as <c>realpath(3)</c>.</summary>
internal static class RealPath
{
    // As the kernel: more links than this on one path are a loop (MAXSYMLINKS of linux/namei.h).
    private const int MaxLinks = 40;

    /// <exception cref="IOException">The links form a loop.</exception>
    public static string Of(string path) => Of(path, _ => { });

    /// <inheritdoc cref="Of(string)"/>
    /// <param name="follow">Is told each link on the way.</param>
    public static string Of(string path, Action<string> follow)
    {
        Stack<string> rest = new();
        Push(Path.GetFullPath(path));
        string real = "/";
        for (int links = 0; rest.TryPop(out string? part);)
        {
            string next = Path.GetFullPath(Path.Combine(real, part));
            if (new FileInfo(next).LinkTarget is not string target)
            {
                real = next;
                continue;
            }
            follow(next);
            if (++links > MaxLinks)
                throw new IOException("too many levels of symbolic links");
            Push(target);
            if (target.StartsWith('/'))
                real = "/";
        }
        return real;

        void Push(string parts)
        {
            foreach (string part in parts.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse())
                rest.Push(part);
        }
    }
}
