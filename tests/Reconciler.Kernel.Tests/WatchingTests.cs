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
    private readonly KernelWatch watch;

    public WatchingTests()
    {
        kernel = new(host.Options("default"));
        watch = new(kernel);
        watch.Wake(lookout, () => { });
    }

    public void Dispose()
    {
        lookout.Dispose();
        watch.Dispose();
        kernel.Dispose();
        host.Dispose();
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
