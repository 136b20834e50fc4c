using System.Globalization;

namespace Reconciler.EndToEnd.Tests;

/// <summary>A process that may have few files open: it says so before it changes anything, and undoes what it did when it finds out too late.</summary>
public sealed class LimitTests : IDisposable
{
    private const int Containers = 30;
    private const int Enough = 3 * Containers + 128;

    private readonly PrivateHost host = new();
    private readonly string before;

    public LimitTests()
    {
        const string Network = """
            apiVersion: reconciler/v1
            kind: Network
            metadata: {name: web}
            spec: {mode: bridge, subnets: [10.20.0.0/24]}
            """;
        IEnumerable<string> attachments = Enumerable.Range(0, Containers).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: a{{i}} }
            spec: {container: c{{i}}, network: web}
            """));
        host.Write(string.Join("\n---\n", attachments.Prepend(Network)));
        before = host.State();
    }

    public void Dispose() => host.Dispose();

    [Fact]
    public void With_too_few_nothing_is_changed()
    {
        Result refused = host.Run($"cd {host.Directory} && ulimit -n {Enough - 1} && {Program.Path} apply documents.yaml");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"error RC3016: this process may have {Enough - 1} files open, and needs {Enough} for all containers at once", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(before, host.State());
    }

    [Fact]
    public void What_is_asked_for_is_enough()
    {
        Result applied = host.Run($"cd {host.Directory} && ulimit -n {Enough} && {Program.Path} apply documents.yaml && {Program.Path} apply documents.yaml && {Program.Path} destroy");
        Assert.True(applied.ExitCode == 0, applied.Text);
        Assert.Contains("In sync: nothing to do.", applied.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    [InlineData(30)]
    public void A_socket_that_cannot_be_had_in_the_middle_leads_to_an_undo(int socket)
    {
        if (host.Run("strace -o /dev/null true").ExitCode != 0)
            Requirements.Unmet("strace cannot trace here");
        Result result = host.Reconciler("apply documents.yaml", $"strace -f -qq -o /dev/null -e trace=socket -e inject=socket:error=EMFILE:when={socket}");
        Assert.True(result.ExitCode is 1 or 3, result.Text);
        Assert.Contains("EMFILE", result.Errors, StringComparison.Ordinal);
        Assert.Equal(before, host.State());
    }

    // A limit of the heap in place of one of the machine. The runtime ends a program that has no memory left as the kernel does: at any moment,
    // and without a word.
    [Fact]
    public void Without_memory_it_ends_and_the_next_run_goes_on()
    {
        // Settings of the host stay as the first run has left them.
        host.Run($"cd {host.Directory} && {Program.Path} apply documents.yaml && {Program.Path} destroy");
        string clean = host.State();
        List<int> ends = [];
        for (int megabytes = 2; megabytes <= 16; megabytes += 2)
        {
            ends.Add(host.Run($"cd {host.Directory} && DOTNET_GCHeapHardLimit={megabytes << 20:x} {Program.Path} apply documents.yaml").ExitCode);
            Result next = host.Run($"cd {host.Directory} && {Program.Path} apply documents.yaml && {Program.Path} apply documents.yaml && {Program.Path} destroy");
            Assert.True(next.ExitCode == 0, next.Text);
            Assert.Contains("In sync: nothing to do.", next.Output, StringComparison.Ordinal);
            Assert.Equal(clean, host.State());
        }
        Assert.Contains(ends, end => end != 0);
        Assert.Contains(0, ends);
    }
}
