using Reconciler.Core.Compiling;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using static Reconciler.Core.Tests.TestDocuments;

namespace Reconciler.Core.Tests;

/// <summary>Containers that an engine knows by their names.</summary>
public class EngineContainerTests
{
    private const string Socket = "/var/run/docker.sock";
    private static readonly NamespaceId Web = NamespaceId.OfContainer(ContainerEngine.Docker, "web");
    private static readonly DocumentSet Documents = Set(
        [Network("net", "10.20.0.0/24")],
        [
            Attachment("web-1", "net", more: s => s with { Container = new ContainerSpec.OfEngine(ContainerEngine.Docker, "web"), Ports = [new() { Host = new(8080), Container = new(80) }] }),
            Attachment("plain", "net"),
        ]);

    private static Plan PlanFor(DocumentSet documents, Snapshot observed) => Planner.Plan(Compiler.Compile(documents, "default", observed), observed);

    private static Snapshot Host(Snapshot state, bool runs, Absence? absence = null) => new(
        state.Resources, runs ? [.. state.Namespaces, Web] : state.Namespaces.Where(n => n != Web), state.Generations,
        absences: absence is null ? null : new Dictionary<NamespaceId, Absence> { [Web] = absence });

    private static Snapshot Running { get; } = Host(Snapshot.Empty, runs: true);

    private static Snapshot Applied { get; } = Simulation.Run(Running, PlanFor(Documents, Running));

    // The host's part of it, as it is read when nobody tells where the container is.
    private static Snapshot HostPart(Absence absence) => Host(
        new(Applied.Resources.Where(o => o.Resource.Id.Namespace != Web), Applied.Namespaces, Applied.Generations), runs: false, absence);

    [Fact]
    public void A_namespace_is_known_by_its_engine_and_its_container()
    {
        Assert.Equal("docker:web", Web.ToString());
        Assert.Equal((ContainerEngine.Docker, "web"), (Web.Engine!.Value, Web.Container));
        Assert.True(Web is { IsHost: false, Name: null, Path: null });
        NamespaceId[] others = [NamespaceId.Named("web"), NamespaceId.Named("docker:web"), NamespaceId.OfContainer(ContainerEngine.Podman, "web"), NamespaceId.Host];
        Assert.All(others, other =>
        {
            Assert.NotEqual(Web, other);
            Assert.NotEqual(0, Web.CompareTo(other));
            Assert.Equal(-Math.Sign(Web.CompareTo(other)), Math.Sign(other.CompareTo(Web)));
        });
        Assert.Equal(Web, NamespaceId.OfContainer(ContainerEngine.Docker, "web"));
    }

    [Fact]
    public void What_a_person_would_type_asks_the_engine_too()
    {
        string[] commands = [.. PlanFor(Documents, Running).Steps.SelectMany(s => s.Commands)];
        Assert.Contains(commands, c => c.StartsWith("ip link add veth-web-1 ", StringComparison.Ordinal) && c.EndsWith(" netns $(docker inspect -f '{{.State.Pid}}' web)", StringComparison.Ordinal));
        Assert.Contains("nsenter --net=/proc/$(docker inspect -f '{{.State.Pid}}' web)/ns/net ip link set eth0 up", commands);
        Assert.DoesNotContain(commands, c => c.Contains("docker:web", StringComparison.Ordinal));
    }

    [Fact]
    public void One_that_does_not_run_is_waited_for_and_what_it_had_goes()
    {
        Plan plan = PlanFor(Documents, HostPart(Absence.NotRunning(ContainerEngine.Docker, "web")));
        Assert.Equal("the container web is not running (docker)", Assert.Single(plan.Pending).Reason);
        Assert.Contains(plan.Changes, c => c.Change is Change.Delete && c.Change.Subject is Link { Name: "veth-web-1" });
        Assert.Equal("the container web is not running (docker)", Assert.Single(PlanFor(Documents, Snapshot.Empty).Pending).Reason);
    }

    [Fact]
    public void Nothing_goes_while_one_may_run_of_which_that_is_not_known()
    {
        Snapshot unknown = HostPart(Absence.Unanswered(ContainerEngine.Docker, Socket, "Connection refused"));
        Plan plan = PlanFor(Documents, unknown);
        PendingContainer pending = Assert.Single(plan.Pending);
        Assert.Equal($"docker does not answer: {Socket}: Connection refused; nothing is removed meanwhile", pending.Reason);
        Assert.True(pending.IsUncertain && plan.IsUncertain && plan.IsEmpty);
        Assert.True(plan.Left > 0);
        // Others go on.
        DocumentSet more = Documents with { Attachments = [.. Documents.Attachments, Attachment("late", "net")] };
        Assert.Contains(PlanFor(more, unknown).Changes, c => c.Change is Change.Create && c.Change.Subject is Link { Name: "veth-late" });
        Assert.DoesNotContain(PlanFor(more, unknown).Changes, c => c.Change is Change.Delete);
    }

    [Fact]
    public void One_without_an_interface_on_the_host_keeps_nothing()
    {
        Snapshot gone = HostPart(Absence.Unanswered(ContainerEngine.Docker, Socket, "Connection refused"));
        gone = new(gone.Resources.Where(o => o.Resource is not Link { Name: "veth-web-1" }), gone.Namespaces, gone.Generations, absences: gone.Absences);
        Plan plan = PlanFor(Documents, gone);
        Assert.False(plan.IsUncertain);
        Assert.Contains(plan.Changes, c => c.Change is Change.Delete);
    }

    [Fact]
    public void An_engine_that_cannot_be_asked_is_a_fault_of_the_document()
    {
        Plan plan = PlanFor(Documents, HostPart(Absence.NotAskable(ContainerEngine.Docker, "DOCKER_HOST", "tcp://192.0.2.1:2375")));
        Assert.Equal("RC2050", Assert.Single(plan.Diagnostics, d => d.Code.StartsWith("RC205", StringComparison.Ordinal)).Code);
        Assert.True(plan.HasErrors);
    }

    [Fact]
    public void A_rehearsal_stands_each_in_by_a_namespace_of_its_own()
    {
        DocumentSet both = Documents with
        {
            Attachments = [.. Documents.Attachments, Attachment("web-2", "net", more: s => s with { Container = new ContainerSpec.OfEngine(ContainerEngine.Podman, "web") })],
        };
        ContainerSpec[] containers = [.. StandIns.For(both, new ContainerSpec.Netns("host")).Attachments.Select(a => a.Spec.Container)];
        Assert.Equal(3, containers.Distinct().Count());
        Assert.All(containers, c => Assert.True(c is ContainerSpec.Netns { Create: true }));
    }
}
