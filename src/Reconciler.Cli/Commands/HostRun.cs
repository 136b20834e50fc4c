using System.CommandLine;
using Reconciler.Cli.CommandLine;
using Reconciler.Cli.SavedPlans;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel;
using Reconciler.Kernel.Locking;
using Reconciler.Kernel.Proving;
using Reconciler.Kernel.Watching;
using Reconciler.Loading;

namespace Reconciler.Cli.Commands;

/// <summary>What the commands that look at a host begin with: the documents, the host, and the plan between them.</summary>
internal sealed class HostRun : IDisposable
{
    private static readonly Plan NoPlan = new([], [], [], [], []);
    private readonly HostKernel kernel;
    private readonly HostLock hostLock;
    private readonly Reconciliation reconciliation;
    private KernelWatch? watch;
    private readonly PlannedRun? planned;
    private readonly DocumentSet ofAllNodes;

    /// <param name="loaded">With errors among its diagnostics, the host is not looked at.</param>
    /// <param name="node">Which of the documents' nodes the host is, when the command line says it.</param>
    /// <param name="turn">How to wait for the lock, which is held before anything is planned until this is disposed of; <c>null</c>: nothing will be changed.</param>
    /// <param name="choices">What the plan may do.</param>
    /// <param name="saved">The saved plan that it must be.</param>
    public HostRun(LoadResult loaded, HostOptions options, string? node, Turn? turn = null, PlanChoices? choices = null, PlanBasis? saved = null)
    {
        Node = HostOption.NodeOf(loaded.Documents, node);
        ofAllNodes = loaded.Documents;
        Documents = ofAllNodes.On(Node);
        kernel = new(options);
        hostLock = new(kernel);
        Choices = choices ?? PlanChoices.Default;
        bool isSound = !loaded.Diagnostics.Any(d => d.Severity == Severity.Error);
        Diagnostic? refusal = isSound ? turn?.Take(hostLock, kernel, Documents) : null;
        IsInterrupted = turn is { IsInterrupted: true };
        watch = isSound && refusal is null && turn is { IsInterrupted: false } ? KernelWatch.TryOpen(kernel) : null;
        reconciliation = new(kernel, Documents, Choices) { PlansAgain = saved is null, Watch = watch };
        planned = isSound && refusal is null && !IsInterrupted ? reconciliation.Plan() : null;
        // To be told of all that a large plan does takes longer than to read everything again.
        if (planned is { IsMuch: true })
            StopListening();
        Sources = loaded.Sources;
        Diagnostics = [.. loaded.Diagnostics, .. refusal is null ? [] : (Diagnostic[])[refusal], .. Plan.Diagnostics];
        if (saved is not null && refusal is null && !IsInterrupted)
            Diagnostics = [.. Diagnostics, .. Moves.Between(saved, PlanBasis.Of(this, saved.Paths), isPlanned: !HasErrors)];
    }

    public DocumentSet Documents { get; }

    /// <summary>What the plan may do.</summary>
    public PlanChoices Choices { get; }

    public IReadOnlyDictionary<string, string> Sources { get; }

    public string Node { get; }

    public string Owner => kernel.Options.Owner;

    /// <summary>The name or the full path of the namespace that is the host; <c>null</c>: the one that the program runs in.</summary>
    public string? Netns => kernel.Options.Namespace.Name ?? kernel.Options.Namespace.Path;

    /// <summary>What the plan was made from; empty when the documents have errors.</summary>
    public Snapshot Before => planned?.Before ?? Snapshot.Empty;

    /// <summary>Empty when the documents have errors.</summary>
    public Plan Plan => planned?.Plan ?? NoPlan;

    /// <summary>Those of the documents and those of the plan.</summary>
    public ValueList<Diagnostic> Diagnostics { get; private set; }

    /// <summary>Whether a signal came before its turn did; then there is no plan.</summary>
    public bool IsInterrupted { get; }

    public bool HasErrors => IsInterrupted || Diagnostics.Any(d => d.Severity == Severity.Error);

    /// <summary>The run that a command line asks for.</summary>
    /// <param name="turn">Of a command that changes the host.</param>
    public static HostRun Start(ParseResult parse, Terminal terminal, Turn? turn = null) => Start(PathArgument.Paths, parse, terminal, turn);

    /// <inheritdoc cref="Start(ParseResult, Terminal, Turn)"/>
    /// <param name="paths">The argument that says where the documents are.</param>
    public static HostRun Start(Argument<string[]> paths, ParseResult parse, Terminal terminal, Turn? turn = null)
    {
        HeapRoom.ForPlans();
        LoadResult loaded = Loader.Load(parse.GetRequiredValue(paths), terminal.Input);
        return new(loaded, HostOption.Of(parse, terminal.Error), parse.GetValue(HostOption.Node), turn, ChoiceOptions.Of(parse));
    }

    /// <summary>The run that a saved plan asks for; what is in its way, its file too, is among the diagnostics.</summary>
    public static HostRun Start(string planFile, ParseResult parse, Terminal terminal, Turn turn)
    {
        HeapRoom.ForPlans();
        if (!PlanFile.TryRead(planFile, out PlanBasis? saved, out Diagnostic? fault))
            return new(new LoadResult(DocumentSet.Empty, [fault], new Dictionary<string, string>()), HostOption.Of(parse, terminal.Error), parse.GetValue(HostOption.Node));
        return new(
            Loader.Load(saved.Paths, TextReader.Null), HostOption.Of(parse, terminal.Error, saved), parse.GetValue(HostOption.Node) ?? saved.Node, turn,
            new(saved.Prunes, [.. saved.Adopts]), saved);
    }

    /// <summary>Carries the plan out; it must not have errors.</summary>
    public Outcome Apply(IProgress<Step>? progress, CancellationToken cancellation) =>
        reconciliation.Apply(planned!, progress, cancellation);

    /// <summary>Adds a fault of what was to be done with the plan.</summary>
    public void Refuse(Diagnostic why) => Diagnostics = [.. Diagnostics, why];

    /// <summary>A way to confirm what this changes; not yet open.</summary>
    public Confirmation Confirmation() => new(kernel);

    /// <summary>Leads back to how it was before the plan was carried out.</summary>
    public Outcome TakeBack() => reconciliation.TakeBack(planned!);

    /// <summary>Proves what the documents assert about the host as it was found.</summary>
    /// <param name="withImplied">Whether what they imply is proven as well.</param>
    /// <param name="mayTrace">Whether rulesets may get a table for the moment, to name the rules that decided.</param>
    public ProofReport Prove(bool withImplied, bool mayTrace, CancellationToken cancellation) =>
        new Proof(kernel, ofAllNodes, Node) { MayTrace = mayTrace }.Run(planned!, withImplied, Severity.Error, cancellation);

    /// <summary>
    /// Proves what the documents assert about the host as it is now, where a plan was carried out; containers that are waited for are not missed.
    /// </summary>
    public ProofReport ProveApplied(CancellationToken cancellation) =>
        new Proof(kernel, ofAllNodes, Node) { MayTrace = true }.Run(reconciliation.Plan(), withImplied: false, Severity.Warning, cancellation);

    public void Dispose()
    {
        hostLock.Dispose();
        watch?.Dispose();
        kernel.Dispose();
    }

    private void StopListening()
    {
        watch?.Dispose();
        reconciliation.Watch = watch = null;
    }
}
