using Reconciler.Core.Compiling;
using Reconciler.Core.Documents;
using Reconciler.Kernel.Watching;
using Reconciler.Netlink.Waiting;

namespace Reconciler.Kernel.Tests;

/// <summary>Documents that are in the kernel, and what it tells since.</summary>
internal sealed class WatchedDocuments : IDisposable
{
    private readonly Lookout lookout = new();
    private readonly HostKernel kernel;
    private readonly KernelWatch watch;
    private readonly DocumentSet documents;

    public WatchedDocuments(HostOptions options, DocumentSet documents)
    {
        this.documents = documents;
        kernel = new(options);
        watch = new(kernel, lookout, () => { });
        Reconciliation = new(kernel, documents) { Verifying = _ => watch.Take() };
        ApplyWhole();
    }

    /// <summary>Has applied the documents.</summary>
    public Reconciliation Reconciliation { get; private set; }

    /// <summary>Compares and applies everything.</summary>
    public void ApplyWhole()
    {
        Reconciliation = new(kernel, documents) { Verifying = _ => watch.Take() };
        Outcome outcome = Reconciliation.Apply(Reconciliation.Plan(), null, CancellationToken.None);
        Assert.True(outcome.Kind is OutcomeKind.Applied or OutcomeKind.Unchanged, string.Join('\n', outcome.Diagnostics.Concat(outcome.Plan.Diagnostics)));
        watch.Settle(documents.Attachments.Select(a => Compiler.NamespaceOf(a.Spec.Container)));
        Quiet();
    }

    /// <summary>All that the kernel tells of what is happening, to the end.</summary>
    public KernelNews Quiet()
    {
        KernelNews all = KernelNews.None;
        for (KernelNews more = Next(); !more.IsEmpty; more = Next())
            all = all.And(more);
        return all;
    }

    public void Dispose()
    {
        watch.Dispose();
        lookout.Dispose();
        kernel.Dispose();
    }

    private KernelNews Next()
    {
        Thread.Sleep(50);
        return watch.Take();
    }
}
