using System.Globalization;

namespace Reconciler.Kernel.Engines;

/// <summary>A process that cannot be taken for another one which was given its number later.</summary>
/// <param name="Start">When it was started, in hundredths of a second since the machine was.</param>
internal sealed record RunningProcess(int Id, long Start)
{
    // Of proc_pid_stat(5), counted behind the name, which may contain anything.
    private const int StartField = 19;

    // USER_HZ: in these the kernel tells times.
    private const int TicksPerSecond = 100;

    /// <summary>Whether it is still there.</summary>
    public bool IsAlive => Find(Id) == this;

    /// <summary>The file of its network namespace.</summary>
    public string NamespaceFile => string.Create(CultureInfo.InvariantCulture, $"/proc/{Id}/ns/net");

    /// <summary>The process that runs under a number; <c>null</c>: none does, as far as can be seen from here.</summary>
    public static RunningProcess? Find(int id)
    {
        string stat;
        try
        {
            stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        string[] fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // One that has ended, and waits for its parent to hear of it, has no namespace any more.
        return fields[0] is "Z" or "X" ? null : new(id, long.Parse(fields[StartField], CultureInfo.InvariantCulture));
    }

    /// <summary>The present, as <see cref="Start"/> tells times.</summary>
    public static long Now()
    {
        string uptime = File.ReadAllText("/proc/uptime").Split(' ')[0];
        return (long)(decimal.Parse(uptime, CultureInfo.InvariantCulture) * TicksPerSecond);
    }
}
