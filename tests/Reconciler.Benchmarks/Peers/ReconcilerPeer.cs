using Reconciler.Benchmarks.Running;
using Reconciler.Benchmarks.Workloads;

namespace Reconciler.Benchmarks.Peers;

/// <summary>This program: from YAML, everything included that <c>apply</c> does - reading, checking, planning, verifying.</summary>
internal sealed class ReconcilerPeer(string folder) : Peer(PeerName, folder)
{
    public const string PeerName = "reconciler";

    private string Documents => Path.Combine(Folder, "documents.yaml");

    private string OneMoreDocuments => Path.Combine(Folder, "one-more.yaml");

    public override string? Missing => File.Exists(Product.Binary) ? null : Product.HowToMake;

    public override int Largest => int.MaxValue;

    public override void Prepare(int count)
    {
        base.Prepare(count);
        File.WriteAllText(Documents, WorkloadDocuments.Yaml(count));
        File.WriteAllText(OneMoreDocuments, WorkloadDocuments.Yaml(count + 1));
    }

    public override Command FirstApply(int count) => new(Product.Binary, "apply", Documents);

    public override Command NothingToDo(int count) => new(Product.Binary, "apply", Documents);

    public override Command OneMore(int count) => new(Product.Binary, "apply", OneMoreDocuments);

    public override Command Teardown(int count) => new(Product.Binary, "destroy");
}
