using System.Globalization;
using System.Text.RegularExpressions;

namespace Reconciler.EndToEnd.Tests;

/// <summary>What the program needs, what it gives up, and what it says when something is missing.</summary>
public sealed partial class PrivilegeTests
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
        spec: {container: web-1, network: web, addresses: [10.20.0.10], ports: ["8080:80"]}
        """;

    // CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH; and beside of them CAP_NET_BIND_SERVICE, CAP_NET_ADMIN, CAP_NET_RAW, CAP_SYS_PTRACE, CAP_SYS_ADMIN.
    private const ulong OfFiles = 0x6;
    private const ulong OfHosts = OfFiles | 0x283400;

    // CAP_NET_BROADCAST.
    private const ulong OfChanges = OfHosts | 0x800;

    private static bool IsRoot => Environment.UserName == "root";

    [Fact]
    public void With_what_is_documented_everything_works()
    {
        if (!IsRoot)
            return;
        using PrivateHost host = new();
        host.Write(Documents);
        foreach ((string command, int exitCode) in (ReadOnlySpan<(string, int)>)
            [("plan documents.yaml", 2), ("apply documents.yaml", 0), ("status documents.yaml", 0), ("apply documents.yaml", 0), ("destroy", 0)])
        {
            Result result = host.Reconciler(command, under: With("+net_admin,+sys_admin"));
            Assert.True(result.ExitCode == exitCode, result.Text);
        }
    }

    [Theory]
    [InlineData("+net_admin", "RC3031", "it has no CAP_SYS_ADMIN")]
    [InlineData("+sys_admin", "RC3030", "it has no CAP_NET_ADMIN")]
    [InlineData("+net_raw", "RC3003", "it has neither CAP_NET_ADMIN nor CAP_SYS_ADMIN")]
    public void Without_one_of_them_it_says_which(string capabilities, string code, string words)
    {
        if (!IsRoot)
            return;
        using PrivateHost host = new();
        host.Write(Documents);
        foreach (string command in (string[])["plan documents.yaml", "apply documents.yaml", "status documents.yaml", "prove documents.yaml", "destroy"])
        {
            Result result = host.Reconciler(command, under: With(capabilities));
            Assert.True(result.ExitCode == 1, result.Text);
            Assert.Contains($"error {code}: ", result.Errors, StringComparison.Ordinal);
            Assert.Contains(words, result.Errors, StringComparison.Ordinal);
            Assert.Contains("'--sandbox'", result.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void In_a_user_namespace_that_has_no_networks_it_says_so()
    {
        using PrivateHost host = new();
        host.Write(Documents);
        Result result = host.Reconciler("plan documents.yaml", under: "unshare --user --map-root-user");
        Assert.True(result.ExitCode == 1, result.Text);
        Assert.Contains("error RC3032: ", result.Errors, StringComparison.Ordinal);
        Assert.Contains("'--sandbox'", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("validate -", OfFiles)]
    [InlineData("plan -", OfHosts)]
    [InlineData("apply -", OfChanges)]
    [InlineData("plan --sandbox -", OfHosts)]
    public void What_is_not_needed_is_given_up_before_a_document_is_read(string arguments, ulong kept)
    {
        if (!IsRoot)
            return;
        using PrivateHost host = new();
        // It waits for its document, which never comes.
        host.Sh($"mkfifo {host.Directory}/in; (sleep 30 > {host.Directory}/in & {Program.Path} {arguments} < {host.Directory}/in >/dev/null 2>&1 & echo $! > {host.Directory}/pid) >/dev/null 2>&1");
        string status = host.Sh($$"""
            pid=$(cat {{host.Directory}}/pid)
            for i in $(seq 100); do grep -q 'NoNewPrivs:.*1' /proc/$pid/status && break; sleep 0.1; done
            cat /proc/$pid/task/*/status; kill $pid
            """);
        string[] threads = [.. status.Split("Name:").Skip(1).Where(IsOurs)];
        Assert.NotEmpty(threads);
        foreach (string thread in threads)
        {
            Assert.Contains("NoNewPrivs:\t1", thread, StringComparison.Ordinal);
            MatchCollection sets = Sets().Matches(thread);
            Assert.Equal(["Inh", "Prm", "Eff", "Bnd", "Amb"], sets.Select(m => m.Groups[1].Value));
            foreach (Match set in sets)
            {
                ulong value = ulong.Parse(set.Groups[2].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                Assert.True((value & ~kept) == 0, thread);
                if (set.Groups[1].Value == "Eff")
                    Assert.Equal(kept, value);
            }
        }
    }

    // The runtime that is not compiled ahead of time has started more threads before the program begins.
    private static bool IsOurs(string thread) => IsCompiled || !thread.StartsWith("\t.NET", StringComparison.Ordinal);

    private static bool IsCompiled => !File.Exists(Program.Path + ".dll");

    [Theory]
    [InlineData("validate documents.yaml")]
    [InlineData("plan --help")]
    [InlineData("apply --help")]
    [InlineData("--version")]
    [InlineData("schema Network")]
    [InlineData("lock --check documents.yaml")]
    public void What_needs_no_privileges_asks_for_none(string arguments)
    {
        Result result = Unprivileged.Reconciler(Documents, arguments);
        Assert.True(result.ExitCode is 0 or 1 && !result.Errors.Contains("bug", StringComparison.Ordinal), result.Text);
        using PrivateHost host = new();
        host.Write(Documents);
        // The runtime that is not compiled ahead of time has sockets of its own for debuggers.
        string trace = $"{host.Directory}/trace";
        host.Reconciler(arguments, under: $"env DOTNET_EnableDiagnostics=0 strace -f -e trace=setns,unshare,mount,umount2,socket,bind,mknodat,mknod,chroot,ptrace,bpf,init_module,finit_module -o {trace}");
        string[] calls = [.. File.ReadAllLines(trace).Where(l => !l.Contains("+++", StringComparison.Ordinal) && !l.Contains("---", StringComparison.Ordinal))];
        Assert.True(calls.Length == 0, string.Join('\n', calls));
    }

    private static string With(string capabilities) => $"setpriv --inh-caps=-all --bounding-set=-all,{capabilities} --";

    [GeneratedRegex("^Cap(Inh|Prm|Eff|Bnd|Amb):\t([0-9a-f]+)$", RegexOptions.Multiline)]
    private static partial Regex Sets();
}
