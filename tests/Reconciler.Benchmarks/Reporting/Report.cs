using Reconciler.Benchmarks.Results;

namespace Reconciler.Benchmarks.Reporting;

/// <summary>The page about performance, and its pictures.</summary>
internal static class Report
{
    private static readonly (string Name, Func<Measurements, string> Write)[] Parts =
    [
        ("machine", MachineText.Write),
        ("comparison", ComparisonTable.Write),
        ("targets", TargetTable.Write),
        ("growth", GrowthTable.Write),
        ("packets", PacketTable.Write),
        ("repair", RepairTable.Write),
        ("micro", MicroTable.Write),
    ];

    private static readonly (string File, Func<Measurements, string> Draw)[] Pictures =
    [
        ("comparison.svg", ComparisonPicture.Draw),
        ("growth.svg", GrowthPicture.Draw),
        ("packets.svg", PacketPicture.Draw),
    ];

    /// <summary>Writes what was measured into <c>performance.md</c> of a folder, and the pictures beside the measurements.</summary>
    public static void Write(Measurements measurements, string docs)
    {
        string page = Path.Combine(docs, "performance.md");
        File.WriteAllText(page, Fill(File.ReadAllText(page), measurements));
        foreach ((string file, string picture) in Draw(measurements))
            File.WriteAllText(Path.Combine(docs, "performance", file), picture);
    }

    /// <summary>The page with these measurements in the place of others.</summary>
    public static string Fill(string page, Measurements measurements) =>
        Page.Fill(page, Parts.ToDictionary(p => p.Name, p => p.Write(measurements)));

    /// <summary>The pictures by their files' names.</summary>
    public static IReadOnlyDictionary<string, string> Draw(Measurements measurements) =>
        Pictures.ToDictionary(p => p.File, p => p.Draw(measurements));
}
