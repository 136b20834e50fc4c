using Reconciler.Core.Compiling;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Kernel.Watching;

namespace Reconciler.Kernel.Tests;

/// <summary>Documents that are in the kernel, and what it tells since.</summary>
internal sealed class WatchedDocuments : IDisposable
{
    private readonly HostKernel kernel;
    private readonly KernelWatch watch;
    private DocumentSet documents;

    public WatchedDocuments(HostOptions options, DocumentSet documents)
    {
        this.documents = documents;
        kernel = new(options);
        watch = new(kernel);
        Reconciliation = new(kernel, documents) { Watch = watch };
        ApplyWhole();
    }

    /// <summary>Has applied the documents.</summary>
    public Reconciliation Reconciliation { get; private set; }

    /// <summary>Compares and applies everything.</summary>
    public void ApplyWhole()
    {
        Reconciliation = new(kernel, documents) { Watch = watch };
        Outcome outcome = Reconciliation.Apply(Reconciliation.Plan(), null, CancellationToken.None);
        Assert.True(outcome.Kind is OutcomeKind.Applied or OutcomeKind.Unchanged, string.Join('\n', outcome.Diagnostics.Concat(outcome.Plan.Diagnostics)));
        watch.Settle(documents.Attachments.Select(a => Compiler.NamespaceOf(a.Spec.Container)));
        Quiet();
    }

    /// <summary>Plans for other documents from what is known.</summary>
    /// <returns><c>null</c>: it takes a whole plan.</returns>
    public PlannedRun? Follow(DocumentSet others)
    {
        documents = others;
        Reconciliation = Reconciliation.For(others, PlanChoices.Default);
        watch.Listen([.. others.Attachments.Select(a => Compiler.NamespaceOf(a.Spec.Container))]);
        return Reconciliation.PlanOnward(watch.Take());
    }

    /// <summary>All that the kernel tells of what is happening, to the end.</summary>
    public KernelNews Quiet()
    {
        // As the daemon does, so that it is in nobody's way.
        kernel.ForgetContainers();
        KernelNews all = KernelNews.None;
        for (KernelNews more = Next(); !more.IsEmpty; more = Next())
            all = all.And(more);
        return all;
    }

    public void Dispose()
    {
        watch.Dispose();
        kernel.Dispose();
    }

    private KernelNews Next()
    {
        Thread.Sleep(50);
        return watch.Take();
    }
}
