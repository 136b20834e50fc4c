using System.Diagnostics;
using System.Globalization;

namespace Reconciler.EndToEnd.Tests;

/// <summary>
/// A day of work in a short time: files change and break, things are deleted by hand, rulesets are flushed, containers go, the daemon is
/// killed. In the end everything is as the documents say. <c>RECONCILER_DAY=600</c> makes it ten minutes.
/// </summary>
public sealed class WatchDayTests : IDisposable
{
    private const int Containers = 6;

    private static readonly TimeSpan Length =
        TimeSpan.FromSeconds(int.Parse(Environment.GetEnvironmentVariable("RECONCILER_DAY") ?? "15", CultureInfo.InvariantCulture));

    private readonly WatchedHost watched = new();
    private int port = 8000;

    private PrivateHost Host => watched.Host;

    public void Dispose() => watched.Dispose();

    [Fact]
    public void It_ends_exact()
    {
        Random random = new(Seed: 7);
        Action<Random>[] deeds =
        [
            _ => Host.Write(Documents(++port)),
            _ => Host.Write(Documents(++port) + "spec: {\n"),
            r => Host.Write(Documents(++port).Replace($"c-{r.Next(Containers)},", "oops: 1,", StringComparison.Ordinal)),
            r => Host.Run($"ip link del veth-c-{r.Next(Containers)}"),
            _ => Host.Run("ip link del br-web"),
            _ => Host.Run("nft flush ruleset"),
            _ => Host.Run("ip addr flush dev br-web"),
            r => Host.Run($"ip netns del c-{r.Next(Containers)}"),
            r => Host.Run($"ip netns exec c-{r.Next(Containers)} ip route flush table main"),
            _ => Restart("KILL"),
            _ => Restart("TERM"),
        ];
        Host.Write(Documents(port));
        watched.Watch("documents.yaml");
        for (Stopwatch day = Stopwatch.StartNew(); day.Elapsed < Length; Thread.Sleep(random.Next(200)))
            deeds[random.Next(deeds.Length)](random);
        string last = Documents(++port);
        Host.Write(last);
        // What was undone again and again is left alone for a while.
        Result settled = Host.Run($"cd {Host.Directory}; for i in $(seq 300); do {Program.Path} plan documents.yaml >/dev/null 2>&1 && exit 0; sleep 0.2; done; exit 1");
        Assert.True(settled.ExitCode == 0, Host.Reconciler("plan documents.yaml").Text + watched.Logged);
        for (int i = 0; i < Containers; i++)
            Assert.Equal(0, Host.RunIn($"c-{i}", "ping -c1 -W5 10.20.0.1").ExitCode);
        Assert.Contains(port.ToString(CultureInfo.InvariantCulture), Host.Sh("nft list map inet reconciler-default published-ip"), StringComparison.Ordinal);
    }

    private void Restart(string signal)
    {
        watched.Signal(signal);
        watched.Ended();
        watched.Watch("documents.yaml");
    }

    private static string Documents(int port) => """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24]}

        """ + string.Concat(Enumerable.Range(0, Containers).Select(i => $$"""
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: c-{{i}} }
        spec: {container: c-{{i}}, network: web, ports: ["{{port + 1000 * i}}:80"]}

        """));
}
