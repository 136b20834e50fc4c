using System.Collections.Concurrent;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Tests.Transport;

/// <summary>Entering, making and naming network namespaces.</summary>
public sealed class NamespaceTests : IDisposable
{
    private const int Many = 40;

    private readonly string directory = Directory.CreateTempSubdirectory("reconciler-netns-").FullName;
    private readonly NamedNamespaces names;

    public NamespaceTests() => names = new(directory);

    public void Dispose()
    {
        foreach (string name in names.Names())
            names.Remove(name);
        while (Sys.TryUnmount(directory))
        {
        }

        Directory.Delete(directory);
    }

    [Fact]
    public void A_function_runs_inside_and_the_thread_comes_back()
    {
        using NetworkNamespace here = NetworkNamespace.Current();
        using NetworkNamespace there = Requirements.PrivateNamespace();
        string home = here.Run(Identity);
        Assert.NotEqual(home, there.Run(Identity));
        Assert.Equal(home, here.Run(Identity));
        Assert.Equal(home, File.ResolveLinkTarget("/proc/thread-self/ns/net", false)!.Name);
    }

    [Fact]
    public void The_thread_comes_back_from_a_function_that_fails()
    {
        using NetworkNamespace there = Requirements.PrivateNamespace();
        Assert.Throws<InvalidOperationException>(() => there.Run<int>(() => throw new InvalidOperationException()));
        Assert.NotEqual(0, there.Run(() => 1));
    }

    [Fact]
    public void Many_are_entered_on_several_threads_each_once_and_all_come_back()
    {
        NetworkNamespace[] many = [.. Enumerable.Range(0, Many).Select(_ => Requirements.PrivateNamespace())];
        string home = File.ResolveLinkTarget("/proc/thread-self/ns/net", false)!.Name;
        string?[] seen = new string?[Many];
        ConcurrentDictionary<int, bool> threads = [];
        using CountdownEvent taking = new(Math.Min(Environment.ProcessorCount, Many / 8));
        NetworkNamespace.RunEach(Many, (i, enter) =>
        {
            enter(many[i]);
            Assert.Null(Interlocked.Exchange(ref seen[i], Identity()));
            // Each waits for the others with its first: so all have one.
            if (threads.TryAdd(Environment.CurrentManagedThreadId, true))
                Assert.True(taking.Signal() || taking.Wait(TimeSpan.FromSeconds(30)));
        });
        Assert.Equal(many.Select(n => n.Run(Identity)), seen);
        Assert.Equal(taking.InitialCount, threads.Count);
        NetworkNamespace.RunEach(Many, (i, _) => seen[i] = Identity());
        Assert.All(seen, s => Assert.Equal(home, s));
        foreach (NetworkNamespace each in many)
            each.Dispose();
    }

    [Fact]
    public void The_first_of_many_that_fails_says_so_and_all_threads_come_back()
    {
        using NetworkNamespace there = Requirements.PrivateNamespace();
        using NetworkNamespace wrong = NetworkNamespace.Open("/proc/self/ns/uts");
        string home = File.ResolveLinkTarget("/proc/thread-self/ns/net", false)!.Name;
        Assert.Equal(Errno.EINVAL, Assert.Throws<NetlinkException>(() => NetworkNamespace.RunEach(Many, (i, enter) => enter(i == Many / 2 ? wrong : there))).Errno);
        ConcurrentBag<string> seen = [];
        NetworkNamespace.RunEach(Many, (_, _) => seen.Add(Identity()));
        Assert.All(seen, s => Assert.Equal(home, s));
    }

    [Fact]
    public void A_missing_file_and_a_file_that_is_no_namespace_are_refused()
    {
        Assert.Equal(Errno.ENOENT, Assert.Throws<NetlinkException>(() => NetworkNamespace.Open("/run/netns/does-not-exist")).Errno);
        using NetworkNamespace wrong = NetworkNamespace.Open("/proc/self/ns/uts");
        Assert.Equal(Errno.EINVAL, Assert.Throws<NetlinkException>(() => wrong.Run(() => 1)).Errno);
    }

    [Fact]
    public void A_named_namespace_is_made_prepared_found_and_removed()
    {
        Requirements.PrivateNamespace().Dispose();
        string? prepared = null;
        names.Create("web", "mark", made => prepared = made.Run(Identity));
        Assert.Equal(["web"], names.Names());
        using (NetworkNamespace found = names.Find("web")!)
            Assert.Equal(prepared, found.Run(Identity));
        names.Remove("web");
        Assert.Empty(names.Names());
        Assert.Null(names.Find("web"));
    }

    [Fact]
    public void A_name_that_is_taken_is_refused_and_stays_what_it_is()
    {
        Requirements.PrivateNamespace().Dispose();
        names.Create("web", "first", _ => { });
        using NetworkNamespace found = names.Find("web")!;
        string first = found.Run(Identity);
        Assert.Equal(Errno.EEXIST, Assert.Throws<NetlinkException>(() => names.Create("web", "second", _ => { })).Errno);
        using NetworkNamespace again = names.Find("web")!;
        Assert.Equal(first, again.Run(Identity));
    }

    [Fact]
    public void What_an_interrupted_removal_leaves_says_whose_it_was()
    {
        Requirements.PrivateNamespace().Dispose();
        names.Create("web", "mark", _ => { });
        names.Unmount("web");
        Assert.Null(names.Find("web"));
        Assert.Equal("mark", names.Placeholder("web"));
        names.Remove("web");
        Assert.Null(names.Placeholder("web"));
    }

    [Fact]
    public void The_ids_of_other_namespaces_are_asked_for_by_descriptor()
    {
        using NetworkNamespace here = Requirements.PrivateNamespace();
        using NetworkNamespace there = Requirements.PrivateNamespace();
        using NetworkNamespace unrelated = Requirements.PrivateNamespace();
        using NetlinkConnection route = NetlinkConnection.Open(here, NetlinkProtocol.Route);
        MessageWriter requests = new();
        new LinkMessage { Name = "v0", Kind = "veth", Peer = new() { Name = "v1", NamespaceDescriptor = there.Descriptor } }
            .Write(requests, RouteMessageType.NewLink, MessageFlags.Create);
        route.Request(requests);
        LinkMessage end = route.Dump(LinkMessage.WriteDump, LinkMessage.Read).Single(l => l.Name == "v0");
        requests.Clear();
        NamespaceIdMessage.WriteGet(requests, there.Descriptor);
        NamespaceIdMessage.WriteGet(requests, unrelated.Descriptor);
        Assert.NotNull(end.LinkNamespaceId);
        Assert.Equal([end.LinkNamespaceId, null], route.Get(requests, NamespaceIdMessage.Read));
    }

    private static string Identity() => File.ResolveLinkTarget("/proc/thread-self/ns/net", false)!.Name;
}
