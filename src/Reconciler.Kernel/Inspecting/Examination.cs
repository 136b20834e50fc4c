using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Inspecting;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Inspecting;

/// <summary>Looks at a host for what would get in the way, and changes nothing.</summary>
/// <param name="documents">What it is examined for; <c>null</c>: what the owner has there, and the host in general.</param>
public sealed class Examination(HostKernel kernel, DocumentSet? documents)
{
    /// <summary>The checks, in the order in which they are best put right.</summary>
    public ValueList<Check> Run()
    {
        PlannedRun run = new Reconciliation(kernel, documents ?? DocumentSet.Empty).Plan(_ => []);
        ValueList<Desired> wanted = documents is null ? Owned(run.Before) : run.Wanted.All;
        return
        [
            Privileges(),
            new KernelExamination(wanted).Run(),
            .. documents is null && !run.Plan.HasErrors ? [] : (Check[])[new("host", "the documents and this host go together", run.Plan.Diagnostics)],
            .. Engines(run),
            .. run.Plan.Diagnostics.Any(IsUnreadable) ? [] : Surroundings(wanted, run.Before),
            Rehearsals(),
            new("git", Programs.Has("git") ? "found" : "not found; only 'rehearse --from REVISION' needs it", []),
        ];
    }

    // Whether a container runs is no matter of the host's; whether its engine can be asked is.
    private static IEnumerable<Check> Engines(PlannedRun run)
    {
        NamespaceId[] containers = [.. run.Scope.Namespaces.Where(id => id.Engine is not null)];
        ILookup<NamespaceId, PendingContainer> pending = run.Plan.Pending.ToLookup(p => p.Namespace);
        if (containers.Length > 0)
            yield return new("engines", $"all answer; {containers.Count(run.Before.Has)} of {containers.Length} containers run",
                [.. containers.Where(id => run.Before.Absences.TryGetValue(id, out Absence? why) && why is { IsUnanswered: true, Remedy: null })
                    .GroupBy(id => run.Before.Absences[id].Reason).Select(g => DoctorDiagnostics.EngineUnanswered(pending[g.First()].First()))]);
    }

    private static bool IsUnreadable(Diagnostic diagnostic) => diagnostic.Code == KernelDiagnostics.UnreadableHostCode || PrivilegeDiagnostics.IsOne(diagnostic);

    private static ValueList<Desired> Owned(Snapshot host) =>
        host.Resources.Where(o => o.Ownership == Ownership.Owned).Select(o => new Desired(o.Resource, null)).ToValueList();

    private static Check Privileges() => Capabilities.Missing() is { Count: > 0 } missing
        ? new("privileges", "", [DoctorDiagnostics.MissingCapabilities(missing)])
        : new("privileges", string.Join(", ", Capabilities.Names), []);

    private IEnumerable<Check> Surroundings(ValueList<Desired> wanted, Snapshot observed)
    {
        Obstacles obstacles = Inspection.Obstacles(kernel, wanted, observed);
        yield return new("rules of others", "none that drops what the host forwards", [.. obstacles.Filters, .. Legacy()]);
        yield return new("published ports", PublishedPort.In(wanted, observed).Any() ? "nobody else has them" : "none", [.. PortInspection.Of(kernel, wanted, observed)]);
        if (documents is not null)
            yield return Names(new(documents));
        yield return new("forwarding", obstacles.ForwardingNow, [.. obstacles.Forwarding]);
        yield return new("reverse path", "no way back is filtered", [.. obstacles.Paths]);
        yield return new("br_netfilter", obstacles.BridgedNow, [.. obstacles.Bridged]);
        yield return new("connections", obstacles.ConnectionsNow, [.. obstacles.Connections]);
    }

    private Check Names(NameConflicts conflicts) => new(
        "names", conflicts.HasNames ? "nobody else answers at the gateways" : "none are served", [.. PortInspection.Of(kernel.Host, conflicts)]);

    // Their tables are not in nf_tables; these files name those that are there, and only root may read them.
    private IEnumerable<Diagnostic> Legacy()
    {
        (string Command, string File)[] all = [("iptables-legacy", "/proc/thread-self/net/ip_tables_names"), ("ip6tables-legacy", "/proc/thread-self/net/ip6_tables_names")];
        IReadOnlyList<string?> names;
        try
        {
            names = NamespaceFiles.Read(kernel.Host.Network, [.. all.Select(f => f.File)]);
        }
        catch (NetlinkException e) when (e.Errno is Errno.EACCES or Errno.EPERM)
        {
            return [];
        }
        return all.Zip(names).Where(f => f.Second?.Split('\n').Contains("filter") == true).Select(f => DoctorDiagnostics.LegacyFilter(f.First.Command));
    }

    private static Check Rehearsals()
    {
        if (!Programs.Has("unshare"))
            return new("rehearsals", "", [DoctorDiagnostics.NoRehearsals("there is no program 'unshare'", "install util-linux")]);
        if (Environment.IsPrivilegedProcess)
            return new("rehearsals", "possible", []);
        Diagnostic[] forbidden = [.. UserNamespaces.Forbidding().Select(s => DoctorDiagnostics.NoRehearsals($"{s.Key} = {s.Value}", $"the command would be: sysctl -w {s.Key}={s.Wanted}"))];
        return new("rehearsals", "possible without root", ValueList.Create<Diagnostic>(forbidden));
    }
}
