using System.Text;

namespace Reconciler.Netlink.Namespaces;

/// <summary>Files that look different in each network namespace, such as the settings below <c>/proc/sys/net</c>.</summary>
public static class NamespaceFiles
{
    private const int LargestFile = 4096;

    /// <summary>Reads small files as one namespace shows them, without the line's end; <c>null</c> for one that does not exist.</summary>
    /// <exception cref="NetlinkException">A file exists and cannot be read.</exception>
    public static IReadOnlyList<string?> Read(NetworkNamespace where, IReadOnlyList<string> paths) => where.Run(() =>
    {
        string?[] contents = new string?[paths.Count];
        for (int i = 0; i < paths.Count; i++)
            contents[i] = Read(paths[i]);
        return contents;
    });

    /// <summary>Writes a file as one namespace shows it.</summary>
    /// <exception cref="NetlinkException">It does not exist, cannot be written, or refuses the value.</exception>
    public static void Write(NetworkNamespace where, string path, string text) => where.Run(() =>
    {
        using DescriptorHandle file = Sys.OpenForWriting(path);
        Sys.Write(file, Encoding.UTF8.GetBytes(text));
        return true;
    });

    private static string? Read(string path)
    {
        DescriptorHandle file;
        try
        {
            file = Sys.OpenForReading(path);
        }
        catch (NetlinkException e) when (e.Errno == Errno.ENOENT)
        {
            return null;
        }

        using (file)
        {
            Span<byte> buffer = stackalloc byte[LargestFile];
            return Encoding.UTF8.GetString(buffer[..Sys.Read(file, buffer)]).TrimEnd('\n');
        }
    }
}
