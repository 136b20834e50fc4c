using Reconciler.Benchmarks.Results;

namespace Reconciler.Benchmarks.Reporting;

/// <summary>Parts of the program alone.</summary>
internal static class MicroTable
{
    private const double Million = 1e6;
    private const double Microsecond = 1e3;

    public static string Write(Measurements measurements)
    {
        MarkdownTable table = new("method", "of", "time", "each", "allocated", "each");
        foreach (MicroResult result in measurements.Micro)
            table.Add($"`{result.Name}`", Words.Number(result.Count, "#,0"), Time(result.Nanoseconds), Time(result.Nanoseconds / result.Count), Bytes(result.AllocatedBytes), Bytes(result.AllocatedBytes / result.Count));
        return table.ToString();
    }

    private static string Time(double nanoseconds) => nanoseconds switch
    {
        < Microsecond => Words.Number(nanoseconds, "0", " ns"),
        < Million => Words.Number(nanoseconds / Microsecond, "0.0", " µs"),
        _ => Words.Time(nanoseconds / Million),
    };

    private static string Bytes(long bytes) => bytes switch
    {
        < 10_000 => Words.Number(bytes, "#,0", " B"),
        < 10 << 20 => Words.Number(bytes / 1024.0, "#,0", " KiB"),
        _ => Words.Number(bytes / 1048576.0, "#,0", " MiB"),
    };
}
