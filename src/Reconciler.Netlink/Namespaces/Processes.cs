using System.Text;

namespace Reconciler.Netlink.Namespaces;

/// <summary>What a program needs to start itself again in other namespaces.</summary>
public static class Processes
{
    /// <summary>The arguments that this process was started with, without the program's own name.</summary>
    public static IReadOnlyList<string> Arguments()
    {
        string[] words = Encoding.UTF8.GetString(File.ReadAllBytes("/proc/self/cmdline")).Split('\0');
        return words[1..^1];
    }

    /// <summary>Opens a file or folder that stays open when this process is replaced, and gives its descriptor.</summary>
    /// <exception cref="NetlinkException">It does not exist, or cannot be opened.</exception>
    public static int OpenInherited(string path) => Sys.OpenInherited(path);

    /// <summary>Replaces this process by another program, found in <c>PATH</c>; does not return.</summary>
    /// <param name="variables"><c>NAME=VALUE</c>, added to the environment.</param>
    /// <exception cref="NetlinkException">It cannot be started.</exception>
    public static void Replace(string program, IReadOnlyList<string> arguments, IEnumerable<string> variables)
    {
        List<string> environment = [.. variables];
        foreach (System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables())
            environment.Add($"{entry.Key}={entry.Value}");
        foreach (string directory in (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin").Split(':'))
        {
            string path = Path.Combine(directory, program);
            if (File.Exists(path))
                Sys.Execute(path, [program, .. arguments], environment);
        }

        throw new NetlinkException(Errno.ENOENT, 0, $"there is no program '{program}' (it is part of util-linux)");
    }
}
