namespace Reconciler.EndToEnd.Tests;

/// <summary>Every example works as it stands: valid, applied, in sync, and gone without a trace.</summary>
public class ExampleTests
{
    private const int Rounds = 15;

    public static TheoryData<string> Folders =>
        [.. Directory.EnumerateDirectories(Path.Combine(Program.Root, "examples")).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void It_is_valid_and_can_be_applied_twice_and_destroyed(string folder)
    {
        using Laboratory laboratory = new();
        PrivateHost host = laboratory.Host;
        using FakeEngine engine = EngineOn(host);
        string under = $"env DOCKER_HOST={engine.Host}";
        // Where an example describes nodes, the laboratory is the first.
        string path = Path.Combine(Program.Root, "examples", folder) + " --node host-a";
        // Sysctls have no owner and are not set back; the kernel makes other routes for a router.
        host.Sh("sysctl -q -w net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1");
        string before = host.State();
        Expect(0, host.Reconciler($"validate {Path.Combine(Program.Root, "examples", folder)}"));
        Expect(0, host.Reconciler($"rehearse {Path.Combine(Program.Root, "examples", folder)}"));
        Expect(2, host.Reconciler($"plan {path}", under));
        Expect(0, host.Reconciler($"apply {path}", under));
        Expect(0, host.Reconciler($"plan {path}", under));
        Expect(0, host.Reconciler($"status {path}", under));
        Expect(0, host.Reconciler("destroy"));
        Assert.Equal(before, host.State());
    }

    [Fact]
    public void From_each_the_way_leads_to_every_other_and_back()
    {
        using Laboratory laboratory = new();
        PrivateHost host = laboratory.Host;
        using FakeEngine engine = EngineOn(host);
        string under = $"env DOCKER_HOST={engine.Host}";
        host.Sh("sysctl -q -w net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1");
        string before = host.State();
        Random random = new(Seed: 20);
        string[] folders = [.. Folders.Select(f => f.Data)];
        for (int round = 0; round < Rounds; round++)
        {
            string path = Path.Combine(Program.Root, "examples", folders[random.Next(folders.Length)]);
            Expect(0, host.Reconciler($"apply {path} --node host-a", under));
            Expect(0, host.Reconciler($"plan {path} --node host-a", under));
        }
        Expect(0, host.Reconciler("destroy"));
        Assert.Equal(before, host.State());
    }

    // Of those that examples name.
    private static FakeEngine EngineOn(PrivateHost host)
    {
        FakeEngine engine = host.Engine().Open();
        engine.Start("shop-web");
        engine.Start("shop-db");
        return engine;
    }

    private static void Expect(int exitCode, Result result) => Assert.True(result.ExitCode == exitCode, result.Text);
}
