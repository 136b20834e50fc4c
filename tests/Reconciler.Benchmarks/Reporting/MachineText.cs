using Reconciler.Benchmarks.Results;

namespace Reconciler.Benchmarks.Reporting;

/// <summary>Where and with what was measured, in one paragraph.</summary>
internal static class MachineText
{
    public static string Write(Measurements measurements)
    {
        if (measurements.Machine is not Machine machine)
            return "Not measured yet.\n";
        IEnumerable<string> versions = machine.Versions.Select(v => $"{v.Key}: {v.Value}");
        return $"""
            Measured on {machine.Date}: Linux {machine.Kernel}, {machine.Processors} processors ({machine.Processor}), {Words.Number(machine.MemoryGibibytes, "0")} GiB, load average {Words.Number(machine.Load, "0.0")}.
            {string.Join("; ", versions)}.

            """;
    }
}
