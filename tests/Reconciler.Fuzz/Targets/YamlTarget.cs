using Reconciler.Cli.Json;
using Reconciler.Cli.Rendering;
using Reconciler.Core.Compiling;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Loading;

namespace Reconciler.Fuzz.Targets;

/// <summary>The way of documents: loaded with all checks, planned for every node as an empty host, and printed.</summary>
internal static class YamlTarget
{
    // Above this the compiler does what was asked for, and asks for its time.
    private const int MostNodes = 4;

    public static void Run(byte[] bytes)
    {
        LoadResult loaded = Loader.Load(["-"], new StreamReader(new MemoryStream(bytes)));
        foreach (Diagnostic fault in loaded.Diagnostics)
            RequirePlace(fault, loaded.Sources);
        DiagnosticText.Write(loaded.Diagnostics, loaded.Sources, new PlainPage(TextWriter.Null));
        AddressLocking.Lock(loaded.Documents);
        if (loaded.Diagnostics.Any(d => d.Severity == Severity.Error))
            return;
        IEnumerable<string> nodes = loaded.Documents.Nodes.Select(n => n.Name).DefaultIfEmpty("host");
        foreach (string node in nodes.Take(MostNodes))
            Plan(loaded.Documents.On(node), node);
    }

    private static void Plan(DocumentSet documents, string node)
    {
        Plan plan = Planner.Plan(Compiler.Compile(documents, "default", Snapshot.Empty), Snapshot.Empty);
        PlanText.Write(plan, verbose: true, new PlainPage(TextWriter.Null));
        JsonOutput.Write(PlanJson.Of(plan, node, "default", plan.Diagnostics), TextWriter.Null);
    }

    private static void RequirePlace(Diagnostic fault, IReadOnlyDictionary<string, string> sources)
    {
        if (fault.At is SourceLocation at && (at.Line < 1 || at.Column < 1 || !sources.ContainsKey(at.File)))
            throw new InvalidOperationException($"{fault.Code} is at {at}, where nothing is.");
    }
}
