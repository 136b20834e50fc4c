using System.Globalization;
using System.Text;

namespace Reconciler.Kernel.Locking;

/// <summary>The process that holds the lock of a host, as the kernel tells it (<c>SO_PEERCRED</c>, <c>struct ucred</c> of linux/socket.h).</summary>
/// <param name="Process">As this process sees it; 0: from here it cannot be seen.</param>
/// <param name="User">The effective one when it took the lock.</param>
/// <param name="Command">What it was started as; <c>null</c>: that cannot be read.</param>
public sealed record LockHolder(int Process, uint User, string? Command)
{
    private const int LongestCommand = 80;

    /// <summary>As in <c>reconciler apply networks/ (pid 812)</c>.</summary>
    public override string ToString() => this switch
    {
        { Process: 0 } => "a process that cannot be seen from here",
        { Command: null } => string.Create(CultureInfo.InvariantCulture, $"the process with pid {Process}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Command} (pid {Process})"),
    };

    /// <summary>What is known of a process.</summary>
    internal static LockHolder Of(int process, uint user) => new(process, user, process == 0 ? null : CommandOf(process));

    private static string? CommandOf(int process)
    {
        try
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/cmdline");
            string[] words = Encoding.UTF8.GetString(File.ReadAllBytes(path)).TrimEnd('\0').Split('\0');
            return words[0].Length == 0 ? null : Shown([Path.GetFileName(words[0]), .. words[1..]]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // A process chooses its words itself; a terminal must not obey them.
    private static string Shown(string[] words)
    {
        string line = string.Concat(string.Join(' ', words).Select(c => char.IsControl(c) ? '?' : c));
        return line.Length <= LongestCommand ? line : line[..(LongestCommand - 1)] + "…";
    }
}
