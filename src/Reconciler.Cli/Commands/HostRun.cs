using System.CommandLine;
using Reconciler.Cli.CommandLine;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Kernel;
using Reconciler.Kernel.Locking;
using Reconciler.Kernel.Proving;
using Reconciler.Loading;

namespace Reconciler.Cli.Commands;

/// <summary>What the commands that look at a host begin with: the documents, the host, and the plan between them.</summary>
internal sealed class HostRun : IDisposable
{
    private static readonly Plan NoPlan = new([], [], [], [], []);
    private readonly HostKernel kernel;
    private readonly HostLock hostLock;
    private readonly Reconciliation reconciliation;
    private readonly PlannedRun? planned;
    private readonly DocumentSet ofAllNodes;

    /// <param name="loaded">With errors among its diagnostics, the host is not looked at.</param>
    /// <param name="node">Which of the documents' nodes the host is, when the command line says it.</param>
    /// <param name="turn">How to wait for the lock, which is held before anything is planned until this is disposed of; <c>null</c>: nothing will be changed.</param>
    public HostRun(LoadResult loaded, HostOptions options, string? node, Turn? turn = null)
    {
        Node = HostOption.NodeOf(loaded.Documents, node);
        ofAllNodes = loaded.Documents;
        Documents = ofAllNodes.On(Node);
        kernel = new(options);
        hostLock = new(kernel);
        reconciliation = new(kernel, Documents);
        bool isSound = !loaded.Diagnostics.Any(d => d.Severity == Severity.Error);
        Diagnostic? refusal = isSound ? turn?.Take(hostLock) : null;
        IsInterrupted = turn is { IsInterrupted: true };
        planned = isSound && refusal is null && !IsInterrupted ? reconciliation.Plan() : null;
        Sources = loaded.Sources;
        Diagnostics = [.. loaded.Diagnostics, .. refusal is null ? [] : (Diagnostic[])[refusal], .. Plan.Diagnostics];
    }

    public DocumentSet Documents { get; }

    public IReadOnlyDictionary<string, string> Sources { get; }

    public string Node { get; }

    public string Owner => kernel.Options.Owner;

    /// <summary>Empty when the documents have errors.</summary>
    public Plan Plan => planned?.Plan ?? NoPlan;

    /// <summary>Those of the documents and those of the plan.</summary>
    public ValueList<Diagnostic> Diagnostics { get; }

    /// <summary>Whether a signal came before its turn did; then there is no plan.</summary>
    public bool IsInterrupted { get; }

    public bool HasErrors => IsInterrupted || Diagnostics.Any(d => d.Severity == Severity.Error);

    /// <summary>The run that a command line asks for.</summary>
    /// <param name="turn">Of a command that changes the host.</param>
    public static HostRun Start(ParseResult parse, Terminal terminal, Turn? turn = null) => new(
        Loader.Load(parse.GetRequiredValue(PathArgument.Paths), terminal.Input), HostOption.Of(parse, terminal.Error), parse.GetValue(HostOption.Node), turn);

    /// <summary>Carries the plan out; it must not have errors.</summary>
    public Outcome Apply(IProgress<Step>? progress, CancellationToken cancellation) =>
        reconciliation.Apply(planned!, progress, cancellation);

    /// <summary>Leads back to how it was before the plan was carried out.</summary>
    public Outcome TakeBack() => reconciliation.TakeBack(planned!);

    /// <summary>Proves what the documents assert about the host as it was found.</summary>
    /// <param name="withImplied">Whether what they imply is proven as well.</param>
    public ProofReport Prove(bool withImplied, CancellationToken cancellation) =>
        new Proof(kernel, ofAllNodes, Node).Run(planned!, withImplied, Severity.Error, cancellation);

    /// <summary>Proves what the documents assert about the host as it is now; containers that are waited for are not missed.</summary>
    public ProofReport ProveApplied(CancellationToken cancellation) =>
        new Proof(kernel, ofAllNodes, Node).Run(reconciliation.Plan(), withImplied: false, Severity.Warning, cancellation);

    public void Dispose()
    {
        hostLock.Dispose();
        kernel.Dispose();
    }
}
