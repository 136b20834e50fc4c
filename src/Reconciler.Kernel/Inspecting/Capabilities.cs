using System.Globalization;

namespace Reconciler.Kernel.Inspecting;

/// <summary>The privileges of this process that changes need (linux/capability.h).</summary>
internal static class Capabilities
{
    private const string Field = "CapEff:";

    private static readonly (string Name, int Bit)[] Needed = [("CAP_NET_ADMIN", 12), ("CAP_SYS_ADMIN", 21)];

    /// <summary>All that are needed.</summary>
    public static IEnumerable<string> Names => Needed.Select(c => c.Name);

    /// <summary>Those that it does not have.</summary>
    public static IReadOnlyList<string> Missing()
    {
        string field = File.ReadLines("/proc/self/status").First(l => l.StartsWith(Field, StringComparison.Ordinal));
        ulong effective = ulong.Parse(field.AsSpan(Field.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return [.. Needed.Where(c => (effective >> c.Bit & 1) == 0).Select(c => c.Name)];
    }
}
