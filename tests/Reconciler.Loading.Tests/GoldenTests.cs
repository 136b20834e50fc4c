namespace Reconciler.Loading.Tests;

/// <summary>Folders of documents beside all that the loader says about them.</summary>
public class GoldenTests
{
    public static TheoryData<string> Names =>
        [.. Directory.EnumerateDirectories(Golden.Beside("golden")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_loader_says(string name)
    {
        string folder = Golden.Beside($"golden/{name}");
        LoadResult result = Loader.Load([folder], TextReader.Null);
        string said = string.Concat(result.Diagnostics.Select(d => DiagnosticRenderer.Render(d, result.Sources)));
        Golden.AssertFile(Path.Combine(folder, "expected.txt"), said.Replace(folder + "/", "", StringComparison.Ordinal));
    }
}
