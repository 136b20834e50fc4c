using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Kernel.Applying;
using Reconciler.Kernel.Observing;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Nftables;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>Gives a host of a laboratory, which has the links of a real one, the rest of what that has.</summary>
internal sealed class RestoredHost(LaboratoryHost host, HostImage image, string owner, RehearsalLog log)
{
    /// <summary>What it can have of what the owner has on the real one: containers that have no names cannot be made again.</summary>
    private readonly Snapshot wanted = WithNames(image.State);

    /// <summary>Others' rules, the owner's objects, and settings; gives the number of changes.</summary>
    public int Make()
    {
        using HostKernel kernel = new(host.OptionsFor(owner));
        int tables = image.Tables.Count(t => Make(t, kernel));
        foreach (NamespaceId other in wanted.Namespaces.Where(n => kernel.Find(n) is null && !IsOurs(n)))
            kernel.Names.Create(other.Name!, "", _ => { });
        return tables + Restore(kernel) + Set(kernel.Host.Network);
    }

    /// <summary>Whether a container is there.</summary>
    public bool Has(NamespaceId container) => wanted.Namespaces.Contains(container);

    private int Restore(HostKernel kernel)
    {
        Plan plan = Planner.Restore(wanted, new Observation(kernel, []).Read(new(wanted.Namespaces.ToValueList(), [])));
        try
        {
            new Execution(kernel, null).Run(plan, CancellationToken.None);
        }
        catch (StepRefusedException e)
        {
            log.Add([KernelDiagnostics.StepRefused(e)]);
        }
        return plan.Changes.Count;
    }

    private bool Make(TableCopy table, HostKernel kernel)
    {
        try
        {
            table.Make(kernel.Host.Netfilter);
            return true;
        }
        catch (NetlinkException e)
        {
            log.Add([KernelDiagnostics.TableNotCopied(table.Table, e)]);
            return false;
        }
    }

    // What a setting sets beside itself is as it should be when its own turn comes.
    private int Set(NetworkNamespace network)
    {
        int changes = 0;
        foreach ((string name, string wished) in image.Settings)
        {
            string path = HostImage.PathOf(name);
            if (NamespaceFiles.Read(network, [path])[0] is not string value || value == wished)
                continue;
            NamespaceFiles.Write(network, path, wished);
            changes++;
        }
        return changes;
    }

    private bool IsOurs(NamespaceId container) => wanted.TryFind(NamedNamespace.IdOf(container), out Observed? named) && named.Ownership == Ownership.Owned;

    private static Snapshot WithNames(Snapshot state) => new(
        state.Resources.Where(o => o.Ownership != Ownership.Foreign && IsNamed(o.Resource)), state.Namespaces.Where(n => n.Name is not null), state.Generations);

    // A veth's other end is nowhere when its namespace was not read.
    private static bool IsNamed(Resource resource) =>
        resource.Id.Namespace is { IsHost: true } or { Name: not null }
        && resource is not Link { Namespace.IsHost: true, Type: LinkType.Veth { Peer: null or { Namespace: { IsHost: false, Name: null } } } };
}
