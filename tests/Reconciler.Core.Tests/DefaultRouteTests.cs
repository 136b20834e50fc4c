using Reconciler.Core.Compiling;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using static Reconciler.Core.Tests.TestDocuments;

namespace Reconciler.Core.Tests;

/// <summary>Which of its networks gives a container its default route.</summary>
public class DefaultRouteTests
{
    private static readonly NamespaceId Container = NamespaceId.Named("c");

    private static Document<NetworkSpec> Dual(int number, Uplink four, Uplink six) => Network($"net{number}", new NetworkSpec
    {
        Mode = NetworkMode.Bridge,
        Subnets = [Subnet($"10.{number}.0.0/24"), Subnet($"fd00:{number}::/64")],
        Uplink = new(four, six),
    });

    private static Document<ContainerAttachmentSpec> In(int number, int priority = 0) =>
        Attachment($"a{number}", $"net{number}", "c", spec => spec with { GatewayPriority = priority });

    private static string[] Routes(Document<NetworkSpec>[] networks, params Document<ContainerAttachmentSpec>[] attachments) =>
        [.. Compiler.Compile(Set(networks, attachments), "default", Snapshot.Empty).Resources.Select(d => d.Resource).OfType<Route>()
            .Where(r => r.Namespace == Container).Select(r => $"{r.Gateway} dev {r.Link}")];

    private static Document<NetworkSpec>[] Both => [Dual(1, Uplink.Nat, Uplink.Nat), Dual(2, Uplink.Nat, Uplink.Nat)];

    [Fact]
    public void The_first_one_among_equals() => Assert.Equal(["10.1.0.1 dev eth0", "fd00:1::1 dev eth0"], Routes(Both, In(1), In(2)));

    [Fact]
    public void The_one_with_the_highest_priority() => Assert.Equal(["10.2.0.1 dev eth1", "fd00:2::1 dev eth1"], Routes(Both, In(1, 5), In(2, 10)));

    [Fact]
    public void None_that_is_never_to_give_one()
    {
        Assert.Equal(["10.2.0.1 dev eth1", "fd00:2::1 dev eth1"], Routes(Both, In(1, -1), In(2)));
        Assert.Empty(Routes(Both, In(1, -1), In(2, -1)));
    }

    [Fact]
    public void A_family_that_the_best_one_does_not_lead_out_is_another_ones() => Assert.Equal(
        ["10.1.0.1 dev eth0", "fd00:2::1 dev eth1"], Routes([Dual(1, Uplink.Nat, Uplink.None), Dual(2, Uplink.Nat, Uplink.Nat)], In(1, 1), In(2)));

    [Fact]
    public void Somebody_elses_default_route_stays_in_its_family_and_is_told()
    {
        Route foreign = Route.Default(Container, "other0", IpAddress.Parse("198.51.100.1")) with { Protocol = 3 };
        Snapshot observed = new([new(foreign, Ownership.Foreign)], [Container], []);
        Compilation compilation = Compiler.Compile(Set(Both, [In(1)]), "default", observed);
        Route six = Assert.Single(compilation.Resources.Select(d => d.Resource).OfType<Route>(), r => r.Namespace == Container);
        Assert.Equal(IpFamily.IPv6, six.Destination.Family);
        Diagnostic told = Assert.Single(compilation.Diagnostics);
        Assert.Equal(("RC2005", Severity.Warning), (told.Code, told.Severity));
    }
}
