using System.Globalization;

namespace Reconciler.EndToEnd.Tests;

/// <summary>Containers of Docker and Podman, from the command line. The engine is a test's own.</summary>
public sealed class EngineTests : IDisposable
{
    private const string Documents = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: web-1}
        spec: {container: {docker: web}, network: web, addresses: [10.20.0.10], ports: ["8080:80"]}
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: plain}
        spec: {container: plain, network: web, addresses: [10.20.0.20]}
        ---
        apiVersion: reconciler/v1
        kind: Reachability
        metadata: {name: each-other}
        spec: {from: {attachment: plain}, to: {attachment: web-1, port: tcp/80}}
        """;

    private const string Pending = "ContainerAttachment/web-1 is pending: the container web is not running (docker)";

    private readonly WatchedHost watched = new();
    private readonly FakeEngine engine;
    private readonly string file;

    public EngineTests()
    {
        engine = Host.Engine().Open();
        watched.Variables = $"DOCKER_HOST={engine.Host}";
        file = Host.Write(Documents);
    }

    private PrivateHost Host => watched.Host;

    public void Dispose()
    {
        engine.Dispose();
        watched.Dispose();
    }

    private Result Reconciler(string arguments) => Host.Reconciler(arguments, $"env DOCKER_HOST={engine.Host}");

    private void Expect(int exitCode, string arguments, params string[] said)
    {
        Result result = Reconciler(arguments);
        Assert.True(result.ExitCode == exitCode, result.Text);
        Assert.All(said, text => Assert.Contains(text, result.Text, StringComparison.Ordinal));
    }

    private string InContainer(int process, string command) => Host.Sh(string.Create(CultureInfo.InvariantCulture, $"nsenter --net=/proc/{process}/ns/net {command}"));

    private bool IsAttached(int process) => InContainer(process, "ip -br -4 address show").Contains("10.20.0.10/24", StringComparison.Ordinal);

    [Fact]
    public void What_is_there_is_attached_and_what_is_not_is_pending()
    {
        Expect(4, $"apply {file}", "ContainerAttachment/web-1: docker has no container web", "verified");
        engine.Create("web");
        Expect(4, $"apply {file}", "ContainerAttachment/web-1: the container web is not running (docker)");
        Expect(2, $"status {file}", "pending  ContainerAttachment/web-1");
        int process = engine.Start("web");
        Expect(2, $"plan {file}", "+ address      eth0/10.20.0.10/24 in docker:web");
        Expect(0, $"apply {file}", "verified");
        Assert.True(IsAttached(process));
        Expect(0, $"status {file}", "in sync  ContainerAttachment/web-1");
        Expect(0, $"prove {file}");
        Expect(0, $"doctor {file}", "✓ engines           all answer; 1 of 1 containers run");
        Expect(0, "destroy");
        Assert.DoesNotContain("eth0", InContainer(process, "ip -br link"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_commands_do_the_same_when_they_are_typed()
    {
        int process = engine.Start("web");
        Host.Write($$$"""
            #!/bin/sh
            [ "$*" = "inspect -f {{.State.Pid}} web" ] && echo {{{process}}}
            """, "docker");
        Host.Sh($"chmod +x {Host.Directory}/docker");
        string commands = Reconciler($"plan {file} --shell").Output;
        Assert.Contains("nsenter --net=/proc/$(docker inspect -f '{{.State.Pid}}' web)/ns/net ip link set eth0 up", commands, StringComparison.Ordinal);
        // Older programs than the kernel do not know who made an address.
        Host.Write(string.Join('\n', commands.Split('\n').Select(c => c.Contains(" addr add ", StringComparison.Ordinal) ? c.Split(" proto ")[0] : c)), "commands.sh");
        Host.Sh($"cd {Host.Directory} && PATH=$PWD:$PATH sh -e commands.sh");
        Assert.True(IsAttached(process));
    }

    [Fact]
    public async Task Apply_waits_for_containers_to_start()
    {
        Expect(4, $"apply {file} --wait 1s", "Waiting: docker has no container web …", "verified");
        Task<Result> waiting = Task.Run(() => Reconciler($"apply {file} --wait 60s"));
        SpinWait.SpinUntil(() => engine.Requests > 20);
        Assert.False(waiting.IsCompleted);
        // Nobody else waits for one that waits for containers.
        Expect(4, $"apply {file} --lock-timeout 0s");
        int process = engine.Start("web");
        Assert.Equal(0, (await waiting).ExitCode);
        Assert.True(IsAttached(process));
        Expect(0, $"apply {file} --wait 60s");
    }

    [Fact]
    public void Waiting_ends_with_a_signal_and_is_not_for_saved_plans()
    {
        Result result = Host.Run($"cd {Host.Directory} && timeout -s INT 3 env DOCKER_HOST={engine.Host} {Program.Path} apply {file} --wait 60s; echo ended with $?");
        Assert.Contains("no longer waiting", result.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("veth", Host.Sh("ip link"), StringComparison.Ordinal);
        Assert.Contains("exclude each other", Reconciler("apply --plan x --wait 1s").Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_daemon_attaches_what_starts_and_what_is_restarted()
    {
        watched.Watch(file);
        watched.Expect("ContainerAttachment/web-1 is pending: docker has no container web");
        SpinWait.SpinUntil(() => engine.IsFollowed, TimeSpan.FromSeconds(30));
        int process = engine.Start("web");
        watched.Expect("ContainerAttachment/web-1 is in sync");
        Assert.True(IsAttached(process));
        for (int round = 1; round <= 3; round++)
        {
            engine.Stop("web");
            watched.Expect(Pending, round - 1);
            process = engine.Start("web");
            watched.Expect("ContainerAttachment/web-1 is in sync", round);
            Assert.True(IsAttached(process));
        }
        // A restart that takes no time: the end is told late, or is seen before the start.
        engine.Stop("web", isTold: false);
        process = engine.Start("web");
        Assert.True(SpinWait.SpinUntil(() => IsAttached(process), TimeSpan.FromSeconds(30)), watched.Logged);
        // The state may have been 'pending' for a moment; it is settled once nothing was to be done.
        watched.Signal("HUP");
        watched.Expect("reading everything again");
        int pending = watched.Count(Pending), inSync = watched.Count("ContainerAttachment/web-1 is in sync");
        engine.Stop("web");
        watched.Expect(Pending, pending);
        Assert.Equal(0, watched.Count("is wanted by nobody"));
        process = engine.Start("web");
        watched.Expect("ContainerAttachment/web-1 is in sync", inSync);
        // What happens in the namespace that it has now is heard.
        InContainer(process, "ip link set eth0 down");
        watched.Expect("healed link/host/veth-web-1: peer.up was no instead of yes");
        engine.Rename("web", "other");
        watched.Expect("ContainerAttachment/web-1 is pending: docker has no container web", 1);
        Assert.False(IsAttached(process));
        Assert.Equal(0, watched.Count("conflict"));
    }

    [Fact]
    public void The_daemon_goes_on_while_the_engine_is_restarted()
    {
        int process = engine.Start("web");
        watched.Watch(file);
        watched.Expect("ContainerAttachment/web-1 is in sync");
        SpinWait.SpinUntil(() => engine.IsFollowed, TimeSpan.FromSeconds(30));
        string before = Host.SettledState();
        engine.Close();
        watched.Signal("HUP");
        watched.Expect("reading everything again");
        watched.After("nft flush chain inet reconciler-default judge", "healed nft-chain");
        Assert.Equal(before, Host.State());
        Assert.True(IsAttached(process));
        engine.Stop("web", isTold: false);
        watched.Expect("ContainerAttachment/web-1 is pending: docker does not answer: ");
        process = engine.Start("web");
        engine.Open();
        watched.Expect("ContainerAttachment/web-1 is in sync", 1);
        Assert.True(IsAttached(process));
        Assert.Equal(0, watched.Count("is failed"));
    }

    [Fact]
    public void Without_an_engine_documents_are_pending_and_rehearsed()
    {
        engine.Dispose();
        Expect(4, $"apply {file}", "docker.sock: there is no such socket", "verified");
        Expect(1, $"doctor {file}", "docker does not answer: ", "start the engine");
        Expect(0, $"rehearse {file}");
        Result elsewhere = Host.Reconciler($"apply {file}", "env DOCKER_HOST=tcp://192.0.2.1:2375");
        Assert.Equal(1, elsewhere.ExitCode);
        Assert.Contains("documents.yaml:9:19: error RC2050: docker cannot be asked at 'tcp://192.0.2.1:2375'", elsewhere.Errors, StringComparison.Ordinal);
    }
}
