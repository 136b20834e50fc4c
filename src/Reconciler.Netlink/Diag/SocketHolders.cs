using System.Globalization;

namespace Reconciler.Netlink.Diag;

/// <summary>A process that holds a socket.</summary>
/// <param name="Name">Its <c>comm</c>: at most 15 bytes.</param>
public sealed record SocketHolder(int ProcessId, string Name);

/// <summary>Finds out which processes hold sockets: those that <c>/proc</c> shows, and whose descriptors this process may see.</summary>
public static class SocketHolders
{
    private const string Prefix = "socket:[";

    /// <summary>The holders of sockets by their inodes; where there are several, the one with the lowest number.</summary>
    public static IReadOnlyDictionary<uint, SocketHolder> Of(IReadOnlySet<uint> inodes)
    {
        Dictionary<uint, SocketHolder> holders = [];
        foreach (int process in Processes())
        {
            if (holders.Count == inodes.Count)
                break;
            foreach (uint inode in SocketsOf(process).Where(inodes.Contains))
                holders.TryAdd(inode, new(process, NameOf(process)));
        }

        return holders;
    }

    private static IEnumerable<int> Processes() => Directory.EnumerateDirectories("/proc")
        .Select(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out int process) ? process : 0)
        .Where(p => p > 0)
        .Order();

    // A process may end at any time, and its descriptors are its user's.
    private static List<uint> SocketsOf(int process)
    {
        List<uint> inodes = [];
        try
        {
            foreach (string descriptor in Directory.EnumerateFiles(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/fd")))
            {
                if (InodeOf(descriptor) is uint inode)
                    inodes.Add(inode);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return inodes;
        }

        return inodes;
    }

    private static uint? InodeOf(string descriptor)
    {
        string? target = new FileInfo(descriptor).LinkTarget;
        return target?.StartsWith(Prefix, StringComparison.Ordinal) == true
            && uint.TryParse(target.AsSpan(Prefix.Length).TrimEnd(']'), NumberStyles.None, CultureInfo.InvariantCulture, out uint inode) ? inode : null;
    }

    private static string NameOf(int process)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/comm")).TrimEnd('\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "?";
        }
    }
}
