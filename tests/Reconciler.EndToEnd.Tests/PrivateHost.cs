using System.Diagnostics;

namespace Reconciler.EndToEnd.Tests;

/// <summary>What a command printed, and how it ended.</summary>
public sealed record Result(int ExitCode, string Output, string Errors)
{
    /// <summary>All that was printed, for the message of a failed assertion.</summary>
    public string Text => $"exit code {ExitCode}\n{Output}{Errors}";
}

/// <summary>
/// A host of a test's own: a network and a mount namespace (and a user namespace for tests without root) kept by one sleeping
/// process, with an empty <c>/run/netns</c>. All of it goes with that process, whatever a test left in it.
/// </summary>
public sealed class PrivateHost : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly Process keeper;
    private readonly List<Process> background = [];

    /// <param name="beside">A host whose links it can be given; <c>null</c>: it is alone.</param>
    public PrivateHost(PrivateHost? beside = null)
    {
        string[] user = beside is not null || Environment.UserName == "root" ? [] : ["--user", "--map-root-user"];
        keeper = Start(beside is null ? "env" : "nsenter",
            [.. beside?.Enter ?? [], "unshare", .. user, "--net", "--mount", "--", "sh", "-c", "mount -t tmpfs tmpfs /run && mkdir /run/netns && ip link set lo up && echo ready && exec sleep 3600"]);
        if (keeper.StandardOutput.ReadLine() != "ready")
            Requirements.Unmet("private namespaces cannot be made here: " + keeper.StandardError.ReadToEnd());
        Directory = System.IO.Directory.CreateTempSubdirectory("reconciler-e2e-").FullName;
    }

    /// <summary>A process in the host's namespaces.</summary>
    public int ProcessId => keeper.Id;

    /// <summary>A folder for the test's documents.</summary>
    public string Directory { get; }

    /// <summary>Runs a shell command on the host.</summary>
    public Result Run(string command) => Finish(Start("nsenter", [.. Enter, "sh", "-c", command]));

    /// <summary>Runs a shell command on the host that must succeed, and gives what it printed.</summary>
    public string Sh(string command)
    {
        Result result = Run(command);
        Assert.True(result.ExitCode == 0, $"{command}\n{result.Text}");
        return result.Output;
    }

    /// <summary>Runs a shell command in a named namespace of the host.</summary>
    public Result RunIn(string netns, string command) => Finish(Start("nsenter", [.. Enter, "nsenter", $"--net=/run/netns/{netns}", "sh", "-c", command]));

    /// <summary>Starts a command in a named namespace of the host (<c>null</c>: on the host) that runs until the test ends.</summary>
    public Process Background(string? netns, string command)
    {
        string[] inside = netns is null ? [] : ["nsenter", $"--net=/run/netns/{netns}"];
        Process process = Start("nsenter", [.. Enter, .. inside, "sh", "-c", "exec " + command]);
        background.Add(process);
        return process;
    }

    /// <summary>Waits until a command in the background has ended, and gives its exit code.</summary>
    public static int Ended(Process process)
    {
        Assert.True(process.WaitForExit(Patience), "it did not end");
        return process.ExitCode;
    }

    /// <summary>Runs the program with arguments, optionally under another (strace).</summary>
    public Result Reconciler(string arguments, string under = "") => Run($"cd {Directory} && {under} {Program.Path} {arguments}");

    /// <summary>Writes documents, and gives the name of their file.</summary>
    public string Write(string yaml, string name = "documents.yaml")
    {
        File.WriteAllText(System.IO.Path.Combine(Directory, name), yaml);
        return name;
    }

    /// <summary>Runs <c>apply</c> on documents; it must succeed.</summary>
    public void Apply(string yaml)
    {
        Result result = Reconciler($"apply {Write(yaml)}");
        Assert.True(result.ExitCode == 0, result.Text);
    }

    /// <summary>Waits until all bridges know that their ports are up, which takes the kernel a moment.</summary>
    public void Settle() => Sh("while ip -o link show type bridge | grep -q NO-CARRIER; do sleep 0.02; done");

    /// <summary>
    /// The state of the host and of all its named namespaces as other programs show it, without what changes by itself (a link that
    /// has once been up keeps its queueing discipline, <c>lo</c> its address).
    /// </summary>
    public string State() => Sh("""
        for ns in host $(ls /run/netns); do
          enter=""; [ $ns = host ] || enter="nsenter --net=/run/netns/$ns"
          echo "== $ns"
          $enter ip -d link show | sed -E 's/ (gc|hello|tcn|topology_change|message_age|forward_delay)_timer +[0-9.]+//g; s/promiscuity [0-9]+ (allmulti [0-9]+ )?//; s/qdisc (noop|noqueue) //'
          $enter ip -4 address show up; $enter ip -6 address show scope global
          $enter ip route show table all | grep -v 'fe80\|ff00\|dev lo' ; $enter ip -6 route show | grep -v fe80
          $enter nft -s list ruleset; $enter ip xfrm policy
          $enter sysctl -n net.ipv4.ip_forward net.ipv6.conf.all.forwarding
        done
        """);

    /// <summary>
    /// The same when it has come to rest: the kernel tells that a link has a carrier, or has lost it, up to a second later
    /// (net/core/link_watch.c).
    /// </summary>
    public string SettledState()
    {
        Sh("sleep 2");
        return State();
    }

    public void Dispose()
    {
        foreach (Process process in background)
            End(process);
        End(keeper);
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    /// <summary>The arguments of <c>nsenter</c> that lead onto the host.</summary>
    internal string[] Enter => ["--preserve-credentials", "-t", keeper.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
        .. Environment.UserName == "root" ? Array.Empty<string>() : ["-U"], "-n", "-m", "--"];

    private static Process Start(string file, string[] arguments)
    {
        // What a script has started in the background ignores Ctrl-C, and so would all that it starts: the tests among them.
        ProcessStartInfo start = new("env", ["--default-signal=INT,QUIT", file, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    private static Result Finish(Process process)
    {
        using (process)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                Assert.Fail($"{string.Join(' ', process.StartInfo.ArgumentList)} did not end within {Patience}");
            }
            return new(process.ExitCode, output.Result, errors.Result);
        }
    }

    private static void End(Process process)
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }
}
