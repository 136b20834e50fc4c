using System.Diagnostics;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;

namespace Reconciler.Kernel.Tests.Engines;

/// <summary>Containers that an engine knows by their names.</summary>
public sealed class EngineTests : IDisposable
{
    private const string Head = """
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: web}
        spec: {mode: bridge, subnets: [10.20.0.0/24]}
        """;

    private static readonly string Web = Head + Attached("web-1", "web");

    private readonly string folder = Directory.CreateTempSubdirectory("reconciler-engine-").FullName;
    private readonly TestHost host;
    private readonly FakeEngine engine;

    public EngineTests()
    {
        engine = new FakeEngine(Path.Combine(folder, "docker.sock")).Open();
        host = new() { EngineHost = engine.Host };
    }

    public void Dispose()
    {
        engine.Dispose();
        host.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static string Attached(string name, string container, string engine = "docker") => $$"""

        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: {{name}}}
        spec: {container: { {{engine}}: "{{container}}" }, network: web, ports: ["8080:80"]}
        """;

    private string Interfaces(int process) => host.Sh($"nsenter --net=/proc/{process}/ns/net ip -br -4 address show");

    private string Waits(string yaml)
    {
        Plan plan = host.Plan(yaml);
        Assert.False(plan.HasErrors, string.Join('\n', plan.Diagnostics));
        return Assert.Single(plan.Pending).Reason;
    }

    [Theory]
    [InlineData("docker")]
    [InlineData("podman")]
    public void A_running_container_is_attached_and_detached(string by)
    {
        int process = engine.Start("web");
        string yaml = Head + Attached("web-1", "web", by);
        host.Apply(yaml);
        Assert.Contains("10.20.0.", Interfaces(process), StringComparison.Ordinal);
        Assert.True(host.Plan(yaml).IsEmpty);
        host.Apply(Head);
        Assert.DoesNotContain("eth0", Interfaces(process), StringComparison.Ordinal);
        host.Apply(yaml);
        host.Destroy();
        Assert.DoesNotContain("eth0", Interfaces(process), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_id_is_as_good_as_its_name_and_both_are_one_container()
    {
        engine.Start("web");
        string id = engine.Create("other");
        int process = engine.Start("other");
        host.Apply(Head + Attached("web-1", id[..12]));
        Assert.Contains("eth0", Interfaces(process), StringComparison.Ordinal);
        Plan twice = host.Plan(Head + Attached("web-1", id) + Attached("web-2", "other").Replace("8080", "8081", StringComparison.Ordinal));
        Assert.Contains(twice.Diagnostics, d => d.Code == "RC2008");
    }

    [Fact]
    public void The_beginning_of_somebodys_id_is_not_a_name()
    {
        string id = engine.Create("other");
        engine.Start("other");
        Assert.Equal($"docker has no container {id[..3]}", Waits(Head + Attached("web-1", id[..3])));
    }

    [Fact]
    public void One_that_does_not_run_is_waited_for()
    {
        Assert.Equal("docker has no container web", Waits(Web));
        engine.Create("web");
        Assert.Equal("the container web is not running (docker)", Waits(Web));
        host.Apply(Web);
        int process = engine.Start("web");
        host.Apply(Web);
        Assert.Contains("eth0", Interfaces(process), StringComparison.Ordinal);
    }

    [Fact]
    public void A_restarted_one_gets_everything_anew()
    {
        int first = engine.Start("web");
        host.Apply(Web);
        Assert.Contains("10.20.0.", Interfaces(first), StringComparison.Ordinal);
        engine.Stop("web");
        int second = engine.Start("web");
        // The kernel may not have taken the end on the host away yet.
        Assert.Contains(host.Plan(Web).Changes, c => c.Change is Change.Create or Change.Replace && c.Change.Subject is Link);
        host.Apply(Web);
        Assert.Contains("10.20.0.", Interfaces(second), StringComparison.Ordinal);
        Assert.True(host.Plan(Web).IsEmpty);
    }

    [Fact]
    public void An_engine_that_is_not_there_is_waited_for_and_costs_nobody_anything()
    {
        engine.Start("web");
        host.Apply(Web);
        string before = host.State();
        engine.Close();
        Plan plan = host.Plan(Web);
        Assert.EndsWith("docker.sock: there is no such socket; nothing is removed meanwhile", Assert.Single(plan.Pending).Reason, StringComparison.Ordinal);
        Assert.True(plan.IsEmpty);
        Assert.True(plan.Left > 0);
        host.Apply(Web);
        Assert.Equal(before, host.State());
        engine.Open();
        Assert.True(host.Plan(Web).IsEmpty);
    }

    [Fact]
    public void Without_its_engine_a_container_that_went_is_known_to_have_gone()
    {
        engine.Start("web");
        host.Apply(Web);
        engine.Close();
        engine.Stop("web");
        host.Sh("while ip link show veth-web-1 >/dev/null 2>&1; do sleep 0.02; done");
        Assert.Contains(host.Plan(Web).Changes, c => c.Change is Change.Delete);
    }

    [Fact]
    public void Who_asks_while_an_engine_is_away_remembers_where_its_containers_were()
    {
        int process = engine.Start("web");
        using WatchedDocuments watched = host.Watch(Web);
        engine.Close();
        watched.ApplyWhole();
        host.Sh($"nsenter --net=/proc/{process}/ns/net ip link set eth0 down");
        watched.ApplyWhole();
        Assert.Contains("10.20.0.", host.Sh($"nsenter --net=/proc/{process}/ns/net ip -4 address show up dev eth0"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nno JSON\r\n", "what comes is not what an engine says")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", "docker has no container web")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{\"Name\":\"/web\"}", "what comes is not what an engine says")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=none\r\nContent-Length: 4\r\n\r\nnull", "what comes is not what an engine says")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 61\r\n\r\n{\"Name\":\"/web\",\"State\":{\"Running\":true,\"Pid\":99999999999999}}", "what comes is not what an engine says")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"Name\":", "docker.sock: ")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nhello", "status 404")]
    [InlineData("HTTP/1.1 500 Error\r\nContent-Length: 20\r\n\r\n{\"message\":\"broken\"}", "status 500, broken")]
    [InlineData("HTTP/1.1 301 Moved\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\n\r\n", "status 301")]
    [InlineData("SSH-2.0-OpenSSH\r\n", "docker.sock: ")]
    [InlineData("", "docker.sock: ")]
    public void Garbage_is_no_answer(string garbage, string reason)
    {
        engine.Garbage = garbage;
        Assert.Contains(reason, Waits(Web), StringComparison.Ordinal);
    }

    [Fact]
    public void A_slow_engine_is_waited_for_and_one_that_hangs_is_not()
    {
        engine.Start("web");
        engine.Delay = TimeSpan.FromSeconds(1);
        Assert.Empty(host.Plan(Web).Pending);
        engine.Delay = TimeSpan.FromSeconds(60);
        Stopwatch clock = Stopwatch.StartNew();
        string many = Head + string.Concat(Enumerable.Range(0, 40).Select(i => Attached($"web-{i}", $"web-{i}").Replace("8080", $"{8000 + i}", StringComparison.Ordinal)));
        Plan plan = host.Plan(many);
        Assert.All(plan.Pending, p => Assert.EndsWith("nothing came for 5 s", p.Reason, StringComparison.Ordinal));
        Assert.Equal(40, plan.Pending.Count);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }

    [Fact]
    public void One_that_shares_the_hosts_namespace_is_said_to()
    {
        engine.Start("web", sharesHost: true);
        using HostKernel kernel = new(host.Options("default") with { Namespace = NamespaceId.Host });
        Plan plan = new Reconciliation(kernel, host.Load(Web)).Plan().Plan;
        Assert.Contains(plan.Diagnostics, d => d.Code == "RC2007" && d.Message.StartsWith("docker:web is the host's own", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("tcp://192.0.2.1:2375")]
    [InlineData("ssh://host")]
    [InlineData("unix://docker.sock")]
    [InlineData("/var/run/docker.sock")]
    public void An_engine_elsewhere_cannot_be_asked(string said)
    {
        host.EngineHost = said;
        Diagnostic fault = Assert.Single(host.Plan(Web).Diagnostics, d => d.Severity == Severity.Error);
        Assert.Equal("RC2050", fault.Code);
        Assert.Contains("unix:///", fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_is_asked_for_documents_that_name_no_container_of_an_engine()
    {
        host.Apply(TestNetworks.Two);
        Assert.Equal(0, engine.Requests);
    }

    [Fact]
    public void Each_container_is_asked_for_once_for_each_reading()
    {
        string many = Head + string.Concat(Enumerable.Range(0, 20).Select(i => Attached($"web-{i}", $"web-{i}").Replace("8080", $"{8000 + i}", StringComparison.Ordinal)));
        for (int i = 0; i < 20; i++)
            engine.Start($"web-{i}");
        Assert.Empty(host.Plan(many).Pending);
        Assert.Equal(20, engine.Requests);
    }
}
