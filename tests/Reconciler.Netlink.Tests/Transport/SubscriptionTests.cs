using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Tests.Transport;

/// <summary>What the kernel tells the members of a multicast group.</summary>
public sealed class SubscriptionTests : IDisposable
{
    // RTNLGRP_LINK of linux/rtnetlink.h
    private const int LinkGroup = 1;

    private readonly NetworkNamespace here = Requirements.PrivateNamespace();

    public void Dispose() => here.Dispose();

    [Fact]
    public void It_is_there_when_the_request_is_done_and_is_given_once()
    {
        using NetlinkSubscription links = NetlinkSubscription.Open(here, NetlinkProtocol.Route, LinkGroup);
        Assert.Empty(links.Take(LinkMessage.Read));
        using NetlinkConnection route = NetlinkConnection.Open(here, NetlinkProtocol.Route);
        MessageWriter request = new();
        new LinkMessage { Name = "br0", Kind = "bridge" }.Write(request, RouteMessageType.NewLink, MessageFlags.Create | MessageFlags.Exclusive);
        route.Request(request);
        Assert.Contains(links.Take(LinkMessage.Read), l => l.Name == "br0");
        Assert.Empty(links.Take(LinkMessage.Read));
    }
}
