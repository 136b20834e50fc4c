using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Netlink;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>
/// Applies documents to a laboratory by the engine that applies them to hosts, proves what they assert with packets, and leads back to
/// where it began; then does the same from the state that older documents describe.
/// </summary>
public sealed class Rehearsal(DocumentSet documents, string owner, string directory)
{
    /// <summary>Whether what the documents imply is proven as well.</summary>
    public bool WithImplied { get; init; }

    /// <summary>The documents that are applied now; <c>null</c>: the change from them is not rehearsed.</summary>
    public DocumentSet? Before { get; init; }

    /// <summary>A real host, and what it is called in the documents; <c>null</c>: the change of it is not rehearsed.</summary>
    public (HostOptions Host, string Name)? FromHost { get; init; }

    /// <summary>Goes through the stages, as far as each leaves something to go on with.</summary>
    /// <param name="progress">Is told each stage when it is over.</param>
    public RehearsalReport Run(IProgress<StageResult>? progress)
    {
        RehearsalLog log = new(progress);
        try
        {
            HostImage? image = FromHost is (HostOptions host, _) ? HostImage.Read(host, documents) : null;
            RehearsedProof proof = new(documents, owner, WithImplied, log);
            FromNothing(proof, log);
            if (Before is not null && !log.HasErrors)
                FromDocuments(Before, proof, log);
            if (image is not null && !log.HasErrors)
                FromImage(image, FromHost!.Value.Name, proof, log);
        }
        catch (NetlinkException e)
        {
            log.Add([KernelDiagnostics.NoLaboratory(e)]);
        }
        return log.Report();
    }

    private void FromNothing(RehearsedProof proof, RehearsalLog log)
    {
        using Laboratory laboratory = Build(LaboratoryLayout.Of(documents), log);
        using RehearsedHosts hosts = new(laboratory, documents, owner, log);
        log.Take(Stage.Apply, hosts.Apply);
        log.Plans = hosts.Plans;
        if (log.HasErrors)
            return;
        log.Take(Stage.Repeat, hosts.Repeat);
        log.Take(Stage.Prove, () => proof.Run(laboratory, hosts));
        log.Take(Stage.Undo, hosts.TakeBack);
    }

    private void FromDocuments(DocumentSet before, RehearsedProof proof, RehearsalLog log)
    {
        using Laboratory laboratory = Build(LaboratoryLayout.Of(documents.Beside(before)), log);
        using DocumentBeginning beginning = new(laboratory, before, owner, log);
        new ChangeRehearsal(laboratory, beginning, documents, proof, log).Run(owner);
    }

    private void FromImage(HostImage image, string name, RehearsedProof proof, RehearsalLog log)
    {
        using Laboratory laboratory = Build(LaboratoryLayout.Of(documents).Standing(image.LayoutAs(name)), log);
        using HostBeginning beginning = new(laboratory, name, image, owner, log);
        new ChangeRehearsal(laboratory, beginning, documents, proof, log).Run(owner);
    }

    private Laboratory Build(LaboratoryLayout layout, RehearsalLog log)
    {
        Laboratory? built = null;
        log.Take(Stage.Build, () =>
        {
            built = new Laboratory(layout, directory);
            return built.Hosts.Count;
        });
        return built!;
    }
}
