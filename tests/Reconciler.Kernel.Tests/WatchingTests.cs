using Reconciler.Core.Resources;
using Reconciler.Kernel.Watching;
using Reconciler.Netlink.Waiting;

namespace Reconciler.Kernel.Tests;

/// <summary>What is heard of a host and its containers, and from when on.</summary>
public sealed class WatchingTests : IDisposable
{
    private readonly TestHost host = new();
    private readonly HostKernel kernel;
    private readonly Lookout lookout = new();
    private readonly AutoResetEvent bell = new(false);
    private readonly KernelWatch watch;

    public WatchingTests()
    {
        kernel = new(host.Options("default"));
        watch = new(kernel);
        watch.Wake(lookout, () => bell.Set());
    }

    public void Dispose()
    {
        lookout.Dispose();
        watch.Dispose();
        kernel.Dispose();
        host.Dispose();
        bell.Dispose();
    }

    [Fact]
    public void A_namespace_without_a_number_is_heard_of_before_it_is_read()
    {
        host.Sh("touch $NETNS/c1; unshare --net=$NETNS/c1 true");
        NamespaceId container = NamespaceId.Named("c1");
        host.Sh("inside c1 ip link add deaf type bridge");
        Assert.DoesNotContain(watch.Take().Events, e => e.What.Contains("deaf", StringComparison.Ordinal));
        watch.Listen([container]);
        host.Sh("inside c1 ip link add heard type bridge");
        Assert.Contains(watch.Take().Events, e => e.Namespace == container && e.What == "RTM_NEWLINK heard");
        watch.Settle([container]);
        host.Sh("inside c1 ip link del heard");
        Assert.Contains(watch.Take().Events, e => e.Namespace == container && e.What == "RTM_DELLINK heard");
    }

    // Its end is told by its links, too; what would be a reason to look at everything is that of one which is known.
    [Fact]
    public void The_end_of_a_container_is_news_of_those_that_are_known()
    {
        string stranger = Container(), known = Container();
        host.Sh($"ip link add v1 type veth peer name eth0 netns {stranger}; ip link add v2 type veth peer name eth0 netns {known}");
        watch.Settle([NamespaceId.File($"/proc/{known}/ns/net")]);
        watch.Take();
        host.Sh($"kill {stranger}");
        KernelEvent[] events = Until("RTM_DELLINK v1");
        host.Sh($"kill {known}");
        events = [.. events, .. Until($"RTM_DELNSID of /proc/{known}/ns/net")];
        Assert.Single(events, e => e.Scope is EventScope.Everything);
    }

    // A process in a network namespace of its own, by its id.
    private string Container() => host.Sh("unshare --net sleep 60 >/dev/null 2>&1 & echo $!; until [ $(readlink /proc/$!/ns/net) != $(readlink /proc/$$/ns/net) ]; do :; done").Trim();

    private KernelEvent[] Until(string what)
    {
        List<KernelEvent> events = [.. watch.Take().Events];
        while (!events.Any(e => e.What == what))
        {
            Assert.True(bell.WaitOne(TimeSpan.FromSeconds(20)), $"{what}; {string.Join(", ", events)}");
            events.AddRange(watch.Take().Events);
        }
        return [.. events];
    }

    [Fact]
    public void Policies_of_ipsec_that_come_and_go_are_told_and_whose_they_are()
    {
        uint ours = new OwnershipMark("default").Group;
        foreach (uint requestId in (uint[])[ours, 7])
        {
            host.Sh($"ip xfrm policy add src 192.0.2.1 dst 192.0.2.2 proto udp dir out priority 82 tmpl src 192.0.2.1 dst 192.0.2.2 proto esp reqid {requestId} mode transport");
            Assert.Equal([new KernelEvent(NamespaceId.Host, "XFRM_MSG_NEWPOLICY to 192.0.2.2", requestId == ours)], watch.Take().Events);
            host.Sh("ip xfrm policy delete src 192.0.2.1 dst 192.0.2.2 proto udp dir out");
            Assert.Equal([new KernelEvent(NamespaceId.Host, "XFRM_MSG_DELPOLICY to 192.0.2.2", requestId == ours)], watch.Take().Events);
        }
        host.Sh("ip xfrm policy add src 192.0.2.1 dst 192.0.2.2 proto udp dir out && ip xfrm policy flush && ip xfrm state flush");
        Assert.Contains(new KernelEvent(NamespaceId.Host, "XFRM_MSG_FLUSHPOLICY", IsOurs: true), watch.Take().Events);
    }
}
