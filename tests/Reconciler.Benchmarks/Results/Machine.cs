using Reconciler.Benchmarks.Running;

namespace Reconciler.Benchmarks.Results;

/// <summary>Where and with what was measured.</summary>
/// <param name="Date">Of the last part, as <c>2026-11-27</c>.</param>
/// <param name="Load">The load average of the last minute: far above what is measured itself, something else was running.</param>
/// <param name="Versions">Of programs, by their names.</param>
internal sealed record Machine(string Date, string Kernel, string Processor, int Processors, double MemoryGibibytes, double Load, IReadOnlyDictionary<string, string> Versions)
{
    private static readonly (string Name, string Command)[] Programs =
    [
        ("reconciler", $"{Product.Binary} version"),
        ("iproute2", "ip -V"),
        ("nftables", "nft -v"),
        ("iptables", "iptables -V"),
        ("netavark", "/usr/lib/podman/netavark --version"),
        ("CNI plug-ins", "dpkg-query -W -f '${Version}' containernetworking-plugins"),
    ];

    /// <summary>This one.</summary>
    public static Machine Here()
    {
        Dictionary<string, string> versions = [];
        foreach ((string name, string command) in Programs)
        {
            if (Shell.FirstLine(command) is string version && version.Length > 0)
                versions[name] = version;
        }
        string processor = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[^1].Trim() ?? "unknown";
        double memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30);
        double load = double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        return new(
            DateTime.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Environment.OSVersion.Version.ToString(3),
            processor, Environment.ProcessorCount, Math.Round(memory, 1), load, versions);
    }
}
