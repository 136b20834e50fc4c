using System.Globalization;

namespace Reconciler.Kernel.Tests.Soak;

/// <summary>
/// Transitions between arbitrary documents, with ends of the program, changes of others and deaths of containers in between: the end is
/// exact, and nothing has grown. <c>RECONCILER_SOAK=10000</c> is how many, with a seed of its own in <c>RECONCILER_SEED</c>.
/// </summary>
public sealed class SoakTests : IDisposable
{
    private const int Rounds = 40;
    private const int RoundsBetweenChecks = 20;

    // What others may do at any time to what is ours. Each may find nothing to do it to.
    private static readonly string[] Disturbances =
    [
        "ip link del $(ip -br link show type bridge | grep -o '^br-n[0-9]' | head -n 1)",
        "ip link set $(ip -br link show type bridge | grep -o '^br-n[0-9]' | tail -n 1) mtu 1280",
        "ip link del $(ip -br link show type veth | grep -v foreign | cut -d@ -f1 | head -n 1)",
        "ip addr flush dev $(ip -br link show type bridge | grep -o '^br-n[0-9]' | tail -n 1)",
        "nft delete table inet reconciler-default",
        "nft flush table inet reconciler-default",
        "nft add rule inet reconciler-default forward accept",
        "n=$(ls $NETNS | head -n 1); umount $NETNS/$n; rm $NETNS/$n",
        "n=$(ls $NETNS | tail -n 1); umount $NETNS/$n",
        "inside $(ls $NETNS | head -n 1) ip link set eth0 down",
        "inside $(ls $NETNS | tail -n 1) ip route flush table main",
        "inside $(ls $NETNS | tail -n 1) nft flush ruleset",
    ];

    private readonly TestHost host = new();
    private readonly Random random = new(Setting("RECONCILER_SEED") ?? 7);
    private string documents = "";

    public void Dispose() => host.Dispose();

    [Fact]
    public void The_end_is_exact_and_nothing_has_grown()
    {
        host.Sh(TestNetworks.Foreign);
        string before = host.State();
        Usage? first = null;
        int rounds = Setting("RECONCILER_SOAK") ?? Rounds;
        for (int round = 1; round <= rounds; round++)
        {
            documents = RandomDocuments.Next(random);
            Step();
            host.Modifications.Clear();
            if (round % RoundsBetweenChecks != 0 && round != rounds)
                continue;
            host.Apply(documents);
            Assert.True(host.Plan(documents).IsEmpty, $"round {round}");
            AssertAsOnAFreshHost(round);
            host.Destroy();
            Assert.Equal(before, host.State());
            Usage now = Usage.Now();
            (first ??= now).AssertNotExceeded(now, round);
        }
    }

    private void Step()
    {
        switch (random.Next(10))
        {
            case < 5:
                host.Apply(documents);
                break;
            case < 7:
                EndAt(random.Next(60));
                break;
            case < 9:
                Disturb();
                host.Apply(documents);
                break;
            case 9 when random.Next(2) == 0:
                DisturbAt(random.Next(60));
                break;
            default:
                InterruptAt(random.Next(60));
                break;
        }
    }

    private void EndAt(int step)
    {
        int taken = 0;
        try
        {
            host.Raced(documents, _ =>
            {
                if (taken++ == step)
                    throw new OutOfTimeException();
            });
        }
        catch (OutOfTimeException)
        {
            // As if the program had ended there.
        }
    }

    // Whatever it comes from and leads to, undone it is as it was.
    private void InterruptAt(int step)
    {
        host.Apply(RandomDocuments.Next(random));
        string[] before = Lines(host.State());
        Outcome outcome = host.Cancelled(documents, step);
        if (outcome.Kind == OutcomeKind.Undone)
            Assert.Equal(before, Lines(host.State()));
        else
            Assert.True(outcome.Kind is OutcomeKind.Applied or OutcomeKind.Unchanged, $"{outcome.Kind}: {string.Join('\n', outcome.Diagnostics)}");
    }

    // What others do meanwhile is made good in the same run, or the run is undone.
    private void DisturbAt(int step)
    {
        int taken = 0;
        Outcome outcome = host.Raced(documents, _ =>
        {
            if (taken++ == step)
                Disturb();
        });
        Assert.True(outcome.Kind is OutcomeKind.Applied or OutcomeKind.Unchanged or OutcomeKind.Undone, $"{outcome.Kind}: {string.Join('\n', outcome.Diagnostics)}");
    }

    private void Disturb() => host.Sh($"({Disturbances[random.Next(Disturbances.Length)]}) >/dev/null 2>&1 || true");

    private void AssertAsOnAFreshHost(int round)
    {
        using TestHost fresh = new();
        fresh.Sh(TestNetworks.Foreign);
        fresh.Apply(documents);
        string[] wanted = Lines(fresh.State());
        string[] found = Lines(host.State());
        Assert.True(
            wanted.SequenceEqual(found),
            $"round {round}:\n{documents}\n== lacking\n{string.Join('\n', wanted.Except(found))}\n== too much\n{string.Join('\n', found.Except(wanted))}");
    }

    // Links are listed in the order in which they were made, and elements by hashes: each on a line of its own with its namespace.
    private static string[] Lines(string state)
    {
        List<string> lines = [];
        string where = "";
        foreach (string line in Lasting.Of(state).Split('\n'))
        {
            where = line.StartsWith("== ", StringComparison.Ordinal) ? line : where;
            lines.AddRange(line.Replace("elements = {", "", StringComparison.Ordinal).Split(", ").Select(part => $"{where}: {part.Trim().Trim(',', '}').Trim()}"));
        }
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;

    /// <summary>What a leak would make grow.</summary>
    private sealed record Usage(int Descriptors, int Mounts, long Memory)
    {
        private const long Slack = 32 << 20;

        public static Usage Now()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return new(Directory.GetFiles("/proc/self/fd").Length, File.ReadAllLines("/proc/self/mountinfo").Length, GC.GetTotalMemory(forceFullCollection: true));
        }

        // Tests beside this one open and mount some, too, and close them again.
        public void AssertNotExceeded(Usage now, int round) => Assert.True(
            now.Descriptors <= Descriptors + 200 && now.Mounts <= Mounts + 100 && now.Memory <= Memory + Slack, $"round {round}: {this} has become {now}");
    }
}
