using BenchmarkDotNet.Attributes;
using Reconciler.Benchmarks.Workloads;
using Reconciler.Loading;

namespace Reconciler.Benchmarks.Micro;

/// <summary>From YAML in a file to documents that are checked, each by itself and all together.</summary>
[MemoryDiagnoser]
public class LoadingBenchmarks
{
    private string file = "";

    /// <summary>How many documents.</summary>
    [Params(1_000, 10_000)]
    public int Count { get; set; }

    /// <summary>Writes the file.</summary>
    [GlobalSetup]
    public void Write()
    {
        file = Path.GetTempFileName();
        File.WriteAllText(file, WorkloadDocuments.Yaml(Count - 1));
    }

    /// <summary>Removes it.</summary>
    [GlobalCleanup]
    public void Remove() => File.Delete(file);

    /// <summary>Reads, parses, binds and checks them.</summary>
    [Benchmark]
    public int Load()
    {
        LoadResult result = Loader.Load([file], TextReader.Null);
        return result.Diagnostics.Count == 0 ? result.Documents.Attachments.Count : throw new InvalidOperationException(result.Diagnostics[0].ToString());
    }
}
