using System.Net;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Tests.Transport;

/// <summary>Requests, refusals and dumps on the real kernel.</summary>
public sealed class ConnectionTests : IDisposable
{
    private readonly NetworkNamespace here = Requirements.PrivateNamespace();
    private readonly NetlinkConnection route;
    private readonly MessageWriter requests = new();

    public ConnectionTests() => route = NetlinkConnection.Open(here, NetlinkProtocol.Route);

    public void Dispose()
    {
        route.Dispose();
        here.Dispose();
    }

    [Fact]
    public void Hundreds_of_requests_go_out_together_and_all_take_effect()
    {
        NewBridge("br0");
        route.Request(requests);
        requests.Clear();
        int index = Links().Single(l => l.Name == "br0").Index;
        for (int i = 0; i < 1000; i++)
            NewAddress(index, $"10.{i / 250}.{i % 250}.1");
        route.Request(requests);
        Assert.Equal(1000, Addresses().Count(a => a.Index == index));
    }

    [Fact]
    public void The_first_refusal_is_reported_with_its_position_and_the_kernels_words()
    {
        int lo = Links().Single().Index;
        NewAddress(lo, "10.0.0.1");
        NewAddress(lo, "10.0.0.2");
        NewAddress(lo, "10.0.0.1");
        NewAddress(lo, "10.0.0.2");
        NetlinkException refusal = Assert.Throws<NetlinkException>(() => route.Request(requests));
        Assert.Equal(2, refusal.Request);
        Assert.Equal(Errno.EEXIST, refusal.Errno);
        Assert.Equal("ipv4: Address already assigned", refusal.KernelMessage);
        Assert.Equal("ipv4: Address already assigned (EEXIST)", refusal.Message);
    }

    [Fact]
    public void Hundreds_of_refusals_at_once_are_survived()
    {
        for (int i = 0; i < 900; i++)
            new LinkMessage { Name = $"missing{i}" }.Write(requests, RouteMessageType.DeleteLink);
        NetlinkException refusal = Assert.Throws<NetlinkException>(() => route.Request(requests));
        Assert.Equal((0, Errno.ENODEV), (refusal.Request, refusal.Errno));
        Assert.Equal("lo", Links().Single().Name);
    }

    [Fact]
    public void What_follows_the_send_with_a_refusal_in_it_is_not_sent()
    {
        new LinkMessage { Name = "missing" }.Write(requests, RouteMessageType.DeleteLink);
        for (int i = 0; i < 300; i++)
            NewBridge($"br{i}");
        Assert.Throws<NetlinkException>(() => route.Request(requests));
        Assert.Equal(200, Links().Count);
    }

    [Fact]
    public void A_refused_attribute_is_named_by_its_path()
    {
        using (Scope<LinkAttribute> message = requests.Begin<LinkAttribute>((ushort)RouteMessageType.NewLink, MessageFlags.Create))
        {
            message.Struct(default(LinkHeader));
            message.PutString(LinkAttribute.Name, "br0");
            using Scope<LinkInfoAttribute> info = message.Nest<LinkInfoAttribute>(LinkAttribute.LinkInfo);
            info.PutString(LinkInfoAttribute.Kind, "bridge");
            using Scope<BridgeAttribute> data = info.Nest<BridgeAttribute>(LinkInfoAttribute.Data);
            data.Put(BridgeAttribute.AgeingTime, (byte)1);
        }

        NetlinkException refusal = Assert.Throws<NetlinkException>(() => route.Request(requests));
        Assert.Equal("LinkInfo/Data/AgeingTime", refusal.AttributePath);
        Assert.EndsWith("(ERANGE, in LinkInfo/Data/AgeingTime)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_dump_says_why()
    {
        NetlinkException refusal = Assert.Throws<NetlinkException>(() => route.Dump(WriteMalformed, RouteMessage.Read));
        Assert.Contains("Invalid header for FIB dump request", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("lo", Links().Single().Name);
    }

    [Fact]
    public async Task A_dump_of_objects_that_keep_changing_is_consistent()
    {
        for (int i = 0; i < 300; i++)
            NewBridge($"br{i}");
        NewBridge("changing");
        route.Request(requests);
        using NetlinkConnection other = NetlinkConnection.Open(here, NetlinkProtocol.Route);
        using CancellationTokenSource stop = new();
        Task changing = Task.Run(() => Rename(other, stop.Token), TestContext.Current.CancellationToken);
        for (int i = 0; i < 20; i++)
            Assert.Single(Links(), l => l.Name is "changing" or "changed");
        await stop.CancelAsync();
        await changing;
    }

    [Fact]
    public void An_unknown_protocol_is_refused()
    {
        NetlinkException refusal = Assert.Throws<NetlinkException>(() => NetlinkConnection.Open(here, (NetlinkProtocol)31));
        Assert.Equal(Errno.EPROTONOSUPPORT, refusal.Errno);
    }

    [Fact]
    public void Every_message_is_shown_to_the_trace()
    {
        List<string> seen = [];
        using NetlinkConnection traced = NetlinkConnection.Open(here, NetlinkProtocol.Route, m => seen.Add($"{m.Where} {m.Direction} {m.Message.Header.Type}"));
        traced.Dump(LinkMessage.WriteDump, LinkMessage.Read);
        Assert.Equal(["test Sent 18", "test Received 16", "test Received 3"], seen);
    }

    private static void Rename(NetlinkConnection connection, CancellationToken stop)
    {
        MessageWriter writer = new();
        int index = connection.Dump(LinkMessage.WriteDump, LinkMessage.Read).Single(l => l.Name == "changing").Index;
        while (!stop.IsCancellationRequested)
        {
            foreach (string name in new[] { "changed", "changing" })
            {
                writer.Clear();
                new LinkMessage { Index = index, Name = name }.Write(writer, RouteMessageType.NewLink);
                connection.Request(writer);
                Thread.Sleep(1);
            }
        }
    }

    private void NewBridge(string name) =>
        new LinkMessage { Name = name, Kind = "bridge" }.Write(requests, RouteMessageType.NewLink, MessageFlags.Create | MessageFlags.Exclusive);

    private void NewAddress(int index, string address) =>
        new AddressMessage(index, IPAddress.Parse(address), 24).Write(requests, RouteMessageType.NewAddress, MessageFlags.Create | MessageFlags.Exclusive);

    private IReadOnlyList<LinkMessage> Links() => route.Dump(LinkMessage.WriteDump, LinkMessage.Read);

    private IReadOnlyList<AddressMessage> Addresses() => route.Dump(AddressMessage.WriteDump, AddressMessage.Read);

    private static void WriteMalformed(MessageWriter request)
    {
        using Scope<RouteAttribute> message = request.Begin<RouteAttribute>((ushort)RouteMessageType.GetRoute, MessageFlags.None);
        message.Struct((byte)0);
    }
}
