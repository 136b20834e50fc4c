using System.Globalization;
using Reconciler.Benchmarks.Hosts;
using Reconciler.Benchmarks.Results;
using Reconciler.Benchmarks.Running;
using Reconciler.Netlink;
using Reconciler.Netlink.Nftables;

namespace Reconciler.Benchmarks.Repairing;

/// <summary>How fast the daemon puts right what somebody deletes, how fast an edited file is in the kernel, and what it costs to have it.</summary>
internal sealed class RepairLatency(string folder, int attachments, TextWriter log)
{
    /// <summary>What the daemon waits for after a file was written, before it reads it.</summary>
    public const int QuietMilliseconds = 100;

    /// <summary>As what a file that was written is counted.</summary>
    public const string File = "file";

    // The kernel goes on telling of a repair after it, and the daemon looks once more: what is broken meanwhile would wait for that.
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BeforeIdle = TimeSpan.FromSeconds(3);
    private const int Looks = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // An object that is put right five times within a minute is taken for somebody else's (docs/watch.md).
    private const int MostOfOneChain = 4;

    private readonly string edited = Path.Combine(folder, "documents", "edited.yaml");

    /// <summary>Breaks each kind of object so many times.</summary>
    /// <param name="idle">How long to look at the daemon while nothing happens.</param>
    public (IReadOnlyList<RepairSample> Repairs, DaemonSample Daemon) Run(int repeats, TimeSpan idle)
    {
        using BenchmarkHost host = new(attachments + 1);
        Directory.CreateDirectory(Path.GetDirectoryName(edited)!);
        System.IO.File.WriteAllText(Path.Combine(folder, "documents", "lasting.yaml"), RepairDocuments.Lasting(attachments, repeats));
        Edit(RepairDocuments.FirstEditedPort);
        Command watch = new(
            ["setpriv", .. PrivateMounts.Mortal, Product.Binary, "watch", Path.GetDirectoryName(edited)!, "--node", RepairDocuments.Node, "--quiet", $"{QuietMilliseconds}ms"]);
        using RunningProcess daemon = watch.Start(host.Network);
        daemon.Expect("applied revision", Patience);
        AwaitRest(daemon, BeforeIdle);
        DaemonSample atRest = Idle(daemon, idle);
        return (Break(host, daemon, repeats), atRest);
    }

    private List<RepairSample> Break(BenchmarkHost host, RunningProcess daemon, int repeats)
    {
        Breakages breakages = new(host);
        int rules = Math.Min(repeats, breakages.Chains() * MostOfOneChain);
        List<RepairSample> samples = [];
        for (int i = 0; i < repeats; i++)
        {
            // The containers of one kind are not those of another: each is broken once.
            int container = i + 1;
            int part = attachments / 4;
            Measure(() => breakages.DeleteLink(container));
            Measure(() => breakages.DeleteAddress(part + container));
            Measure(() => breakages.DeleteRoute(2 * part + container));
            Measure(() => breakages.DeleteForwardingEntry(container));
            Measure(() => breakages.DeleteElement(container));
            if (i < rules)
                Measure(() => breakages.DeleteRule(container));
            int port = RepairDocuments.FirstEditedPort + container;
            Measure(() => WriteFile(host, port));
        }
        return samples;

        void Measure(Func<RepairSample> measure)
        {
            RepairSample sample = measure();
            samples.Add(sample);
            log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sample.Object}: {sample.Milliseconds:0.0} ms, of which deleting took {sample.DeletingMilliseconds:0.0}"));
            AwaitRest(daemon, Between);
        }
    }

    // A published port becomes another one: the new one is an element of the map.
    private RepairSample WriteFile(BenchmarkHost host, int port)
    {
        using RepairTimer timer = new(host.Network, NetlinkProtocol.Netfilter, RulesetNotification.Group);
        return timer.Measure(File, () => Edit(port), message => (NftablesMessageType)message.Header.Type == NftablesMessageType.NewElements);
    }

    private void Edit(int port)
    {
        string draft = Path.Combine(folder, "draft");
        System.IO.File.WriteAllText(draft, RepairDocuments.Edited(attachments + 1, port));
        System.IO.File.Move(draft, edited, overwrite: true);
    }

    // Several looks one after another show that it has used no time: one may fall into a moment in which it had no processor.
    private static void AwaitRest(RunningProcess daemon, TimeSpan look)
    {
        double before = daemon.CpuMilliseconds;
        for (int still = 0; still < Looks;)
        {
            Thread.Sleep(look);
            double now = daemon.CpuMilliseconds;
            still = now > before ? 0 : still + 1;
            before = now;
        }
    }

    private DaemonSample Idle(RunningProcess daemon, TimeSpan time)
    {
        double before = daemon.CpuMilliseconds;
        Thread.Sleep(time);
        DaemonSample sample = new(attachments, time.TotalSeconds, daemon.CpuMilliseconds - before, daemon.ResidentBytes);
        log.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"idle: {sample.IdleCpuMilliseconds} ms of CPU time in {sample.IdleSeconds} s, {sample.ResidentBytes >> 20} MiB"));
        return sample;
    }
}
