using BenchmarkDotNet.Attributes;
using Reconciler.Benchmarks.Workloads;
using Reconciler.Core.Compiling;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Loading;

namespace Reconciler.Benchmarks.Micro;

/// <summary>The pure middle: documents and what was observed come to a plan.</summary>
[MemoryDiagnoser]
public class PlanningBenchmarks
{
    private const string Owner = "default";

    private DocumentSet documents = DocumentSet.Empty;
    private Snapshot before = Snapshot.Empty;
    private Snapshot after = Snapshot.Empty;

    /// <summary>How many attachments.</summary>
    [Params(1_000, 10_000)]
    public int Count { get; set; }

    /// <summary>Loads the documents, and makes the host as it is before and after the plan.</summary>
    [GlobalSetup]
    public void Load()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, WorkloadDocuments.Yaml(Count));
        documents = Loader.Load([file], TextReader.Null).Documents;
        File.Delete(file);
        NamespaceId[] containers = [.. Enumerable.Range(1, Count).Select(i => NamespaceId.Named($"{WorkloadDocuments.Container}{i}"))];
        before = new(containers.Select(c => new Observed(new NamedNamespace(c.Name!), Ownership.Foreign)), containers, []);
        after = before.With(Compiler.Compile(documents, Owner, before).Resources.Select(d =>
            new Observed(d.Resource, d.Resource is Sysctl or Loopback ? Ownership.Shared : Ownership.Owned)));
        if (!Plan(after).IsEmpty)
            throw new InvalidOperationException("the plan does not lead to what it was made for");
    }

    /// <summary>The plan of the first apply.</summary>
    [Benchmark]
    public int PlanFirstApply() => Plan(before).Steps.Count;

    /// <summary>The plan when there is nothing to do.</summary>
    [Benchmark]
    public int PlanNothingToDo() => Plan(after).Steps.Count;

    private Plan Plan(Snapshot observed) => Planner.Plan(Compiler.Compile(documents, Owner, observed), observed);
}
