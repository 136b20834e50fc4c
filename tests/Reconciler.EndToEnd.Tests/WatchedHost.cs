using System.Diagnostics;
using System.Globalization;

namespace Reconciler.EndToEnd.Tests;

/// <summary>A private host on which the daemon runs, with its log.</summary>
internal sealed class WatchedHost : IDisposable
{
    private const string Log = "log";
    private Process? daemon;

    public PrivateHost Host { get; } = new();

    /// <summary>What is in the daemon's environment besides, as in <c>NAME=VALUE</c>.</summary>
    public string Variables { get; set; } = "";

    /// <summary>What the daemon has logged.</summary>
    public string Logged => File.ReadAllText(Path.Combine(Host.Directory, Log));

    /// <summary>Starts it, and waits until the documents are in the kernel.</summary>
    public void Watch(string arguments)
    {
        File.WriteAllText(Path.Combine(Host.Directory, Log), "");
        daemon = Host.Background(null, $"sh -c 'cd {Host.Directory} && exec env {Variables} {Program.Path} watch {arguments} --quiet 20ms 2>>{Log}'");
        Expect("is in sync\\|is pending\\|is failed\\|is refused");
    }

    /// <summary>Waits until a line of the log matches a pattern of <c>grep</c> more often than it did <paramref name="before"/>.</summary>
    public void Expect(string pattern, int before = 0)
    {
        Result waited = Host.Run($"cd {Host.Directory}; for i in $(seq 1500); do [ $(grep -c '{pattern}' {Log}) -gt {before} ] && exit 0; sleep 0.02; done; exit 1");
        Assert.True(waited.ExitCode == 0, $"'{pattern}' was not logged:\n{Logged}");
    }

    /// <summary>How many lines match.</summary>
    public int Count(string pattern) => int.Parse(Host.Run($"grep -c '{pattern}' {Host.Directory}/{Log}").Output, CultureInfo.InvariantCulture);

    /// <summary>Does something and waits for a line about it.</summary>
    public void After(string command, string pattern)
    {
        int before = Count(pattern);
        Host.Sh(command);
        Expect(pattern, before);
    }

    /// <summary>Sends a signal.</summary>
    public void Signal(string name)
    {
        Result sent = Host.Run($"kill -{name} {daemon!.Id}");
        Assert.True(sent.ExitCode == 0, $"the daemon has ended by itself: {sent.Text}\n{Logged}");
    }

    /// <summary>Waits until it has ended, and gives its exit code.</summary>
    public int Ended()
    {
        Assert.True(daemon!.WaitForExit(TimeSpan.FromSeconds(60)), "the daemon did not end\n" + Logged);
        return daemon.ExitCode;
    }

    public void Dispose() => Host.Dispose();
}
