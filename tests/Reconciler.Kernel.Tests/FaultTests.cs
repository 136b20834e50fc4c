using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Reconciler.Netlink;
using Reconciler.Netlink.Tracing;

namespace Reconciler.Kernel.Tests;

/// <summary>For every example, at every step: the kernel refuses it, its message cannot be sent, or the program ends right behind it.</summary>
public sealed class FaultTests : IDisposable
{
    // A transaction of nf_tables is refused as a whole: where in it, makes no difference but for the message.
    private const int EachOfRuleset = 60;

    // All of them take minutes: RECONCILER_LONG=1.
    private static readonly int EachOfRoute = Environment.GetEnvironmentVariable("RECONCILER_LONG") == "1" ? 1 : 4;

    private static readonly string Examples = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "examples"));

    private readonly TestHost host = new() { Node = "host-a" };

    public static TheoryData<string> Folders =>
        [.. Directory.EnumerateDirectories(Examples).Where(d => Directory.EnumerateFiles(d, "*.yaml", SearchOption.AllDirectories).Any()).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    public FaultTests()
    {
        host.Sh(TestNetworks.Foreign);
        host.Sh("ip link add eth0 address 02:00:00:00:00:05 type veth peer name wire; ip link set wire up; ip link set eth0 up; ip addr add 192.0.2.10/24 dev eth0");
    }

    public void Dispose() => host.Dispose();

    [Theory]
    [MemberData(nameof(Folders))]
    public void What_the_kernel_refuses_is_undone(string folder) => AssertUndone(folder, Spoil);

    [Theory]
    [MemberData(nameof(Folders))]
    public void What_cannot_be_sent_is_undone(string folder) => AssertUndone(folder, _ => throw new NetlinkException(Errno.ENOBUFS, 0, "no buffer space"));

    [Theory]
    [MemberData(nameof(Folders))]
    public void What_ends_behind_a_step_is_continued_by_the_next_run(string folder)
    {
        string before = host.State();
        List<int> ends = BatchEnds(folder);
        string after = Lasting.Of(host.State());
        host.Destroy();
        Assert.Equal(before, host.State());
        foreach (int end in ends)
        {
            int step = 0;
            Assert.Throws<OutOfTimeException>(() => host.ApplyFolder(Path.Combine(Examples, folder), _ =>
            {
                if (++step == end)
                    throw new OutOfTimeException();
            }));
            Outcome outcome = host.ApplyFolder(Path.Combine(Examples, folder), _ => { });
            Assert.True(outcome.Kind is OutcomeKind.Applied or OutcomeKind.Unchanged, $"after step {end}: {string.Join('\n', outcome.Diagnostics)}");
            Assert.Equal(after, Lasting.Of(host.State()));
            host.Destroy();
            Assert.Equal(before, host.State());
        }
    }

    private void AssertUndone(string folder, NetlinkTrace fault)
    {
        string before = host.State();
        int[] places = [.. Places(folder)];
        Assert.Equal(before, host.State());
        Assert.NotEmpty(places);
        foreach (int place in places)
        {
            int sent = 0;
            host.Intercept = message =>
            {
                if (++sent == place)
                    fault(message);
            };
            Outcome outcome = host.ApplyFolder(Path.Combine(Examples, folder), _ => { });
            host.Intercept = null;
            Assert.True(outcome.Kind == OutcomeKind.Undone, $"request {place}: {outcome.Kind} {string.Join('\n', outcome.Diagnostics)}\n{string.Join('\n', outcome.Remaining)}");
            Assert.Contains(outcome.Diagnostics, d => d.Code == "RC3001");
            Assert.Equal(before, host.State());
        }
    }

    // The requests that a run sends, by their number.
    private List<int> Places(string folder)
    {
        List<int> places = [];
        int sent = 0;
        int ofRuleset = 0;
        int ofRoute = 0;
        host.Intercept = message =>
        {
            sent++;
            bool isFrame = MessageText.Of(message).Contains("> Batch", StringComparison.Ordinal);
            if (!isFrame && (message.Protocol == NetlinkProtocol.Netfilter ? ofRuleset++ % EachOfRuleset == 0 : ofRoute++ % EachOfRoute == 0))
                places.Add(sent);
        };
        host.ApplyFolder(Path.Combine(Examples, folder), _ => { });
        host.Intercept = null;
        host.Destroy();
        return places;
    }

    // The number of the last step of all that were sent together.
    private List<int> BatchEnds(string folder)
    {
        List<int> ends = [];
        int step = 0;
        int known = -1;
        host.ApplyFolder(Path.Combine(Examples, folder), _ =>
        {
            if (host.Modifications.Count != known)
                ends.Add(step + 1);
            known = host.Modifications.Count;
            step++;
        });
        return ends;
    }

    // A type that no kernel has (nlmsg_type of struct nlmsghdr, 12 bytes before the payload): it is refused, and those around it are not.
    private static void Spoil(TracedMessage message)
    {
        ref byte payload = ref MemoryMarshal.GetReference(message.Message.Payload);
        Unsafe.WriteUnaligned(ref Unsafe.Subtract(ref payload, 12), (ushort)0x0fff);
    }

    private static string ThisFile([CallerFilePath] string file = "") => file;
}
