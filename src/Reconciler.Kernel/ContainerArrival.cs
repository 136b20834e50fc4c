using System.Diagnostics;
using Reconciler.Core.Compiling;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel;

/// <summary>Waits until the containers of documents are there, by looking again and again: who starts them may be anybody.</summary>
public sealed class ContainerArrival(HostKernel kernel, DocumentSet documents)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits for a while; whether all are there is for whoever plans next to find.</summary>
    /// <param name="announce">Is told, once each, why one is not there.</param>
    public void Wait(TimeSpan atMost, Action<string> announce, CancellationToken cancellation)
    {
        NamespaceId[] awaited = [.. documents.Attachments.Where(a => a.Spec.Container is not ContainerSpec.Netns { Create: true }).Select(a => Compiler.NamespaceOf(a.Spec.Container)).Distinct()];
        HashSet<string> announced = [];
        Stopwatch waited = Stopwatch.StartNew();
        while (true)
        {
            kernel.Containers.Ask(awaited);
            Absence[] missing = [.. awaited.Where(id => !IsThere(id)).Select(id => Absence.Of(id, kernel.Containers.Absences)).Where(a => a.Remedy is null)];
            TimeSpan rest = atMost - waited.Elapsed;
            if (missing.Length == 0 || rest <= TimeSpan.Zero)
                return;
            foreach (Absence news in missing.Where(a => announced.Add(a.Reason)))
                announce(news.Reason);
            if (cancellation.WaitHandle.WaitOne(rest < Pause ? rest : Pause))
                return;
        }
    }

    // A name is a file before a namespace is on it.
    private bool IsThere(NamespaceId id)
    {
        if (id.Name is not string name)
            return kernel.IdentityOf(id) is not null;
        try
        {
            using NetworkNamespace? found = kernel.Names.Find(name);
            return found is not null;
        }
        catch (NetlinkException)
        {
            // Whoever reads it is told why that is not possible.
            return true;
        }
    }
}
