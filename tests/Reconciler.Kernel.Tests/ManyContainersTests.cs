using Reconciler.Core.Planning;
using Reconciler.Netlink;
using Reconciler.Netlink.Tracing;

namespace Reconciler.Kernel.Tests;

/// <summary>So many containers that they are looked after at the same time.</summary>
public sealed class ManyContainersTests : IDisposable
{
    private const int Count = 24;

    private static readonly string Documents = string.Join("\n---\n", Enumerable.Range(1, Count).Select(Attachment).Prepend("""
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: many}
        spec: {mode: bridge, subnets: [10.40.0.0/24], bridge: {interface: br-many}}
        """));

    private readonly TestHost host = new();

    public ManyContainersTests() => host.Sh(TestNetworks.Foreign);

    public void Dispose() => host.Dispose();

    [Fact]
    public void All_of_them_get_what_they_need()
    {
        string before = host.State();
        host.Apply(Documents);
        Assert.True(host.Plan(Documents).IsEmpty);
        for (int i = 1; i <= Count; i++)
            host.Sh($"inside many-{i} ping -q -c 1 -W 3 10.40.0.1");
        host.Destroy();
        Assert.Equal(before, host.State());
    }

    [Fact]
    public void Those_of_another_owner_whose_group_has_the_same_number_stay()
    {
        host.Sh("ip link add others group 1392361021 type bridge; ip link set others alias reconciler:other:Network/others");
        string before = host.State();
        host.Apply(Documents);
        host.Destroy();
        Assert.Equal(before, host.State());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Count / 2)]
    [InlineData(Count)]
    public void Where_one_is_refused_all_are_undone(int which)
    {
        string before = host.State();
        int addresses = 0;
        host.Intercept = message =>
        {
            if (MessageText.Of(message).Contains("NewAddress", StringComparison.Ordinal) && ++addresses == which)
                throw new NetlinkException(Errno.ENOBUFS, 0, "no buffer space");
        };
        Outcome outcome = host.Raced(Documents, _ => { });
        host.Intercept = null;
        Assert.True(outcome.Kind == OutcomeKind.Undone, string.Join('\n', outcome.Diagnostics) + string.Join('\n', outcome.Remaining));
        Assert.Contains(outcome.Diagnostics, d => d.Code == "RC3001" && d.Message.Contains("no buffer space", StringComparison.Ordinal));
        Assert.Equal(before, host.State());
    }

    [Fact]
    public void What_is_cancelled_among_them_is_undone()
    {
        string before = host.State();
        int first = host.Plan(Documents).Steps.TakeWhile(s => s.Stage != Stage.Containers).Count();
        Assert.Equal(OutcomeKind.Undone, host.Cancelled(Documents, first + Count / 2).Kind);
        Assert.Equal(before, host.State());
    }

    [Fact]
    public void What_others_take_from_one_meanwhile_is_made_good_in_the_same_run()
    {
        bool done = false;
        Outcome outcome = host.Raced(Documents, step =>
        {
            if (done || step.Stage != Stage.Containers)
                return;
            done = true;
            host.Sh($"inside many-{Count} ip link del eth0");
        });
        Assert.True(done);
        Assert.True(outcome.Kind == OutcomeKind.Applied, string.Join('\n', outcome.Diagnostics));
        Assert.True(host.Plan(Documents).IsEmpty);
    }

    private static string Attachment(int number) => $$$"""
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: many-{{{number}}}}
        spec: {container: many-{{{number}}}, network: many, addresses: [10.40.0.{{{number + 1}}}], sysctls: {net.ipv4.conf.eth0.rp_filter: 2}}
        """;
}
