using System.Diagnostics;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Kernel.Engines;
using Reconciler.Loading;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Tracing;

namespace Reconciler.Kernel.Tests;

/// <summary>A host of a test's own: a network namespace, a folder for the named ones, and other programs as the second oracle.</summary>
internal sealed class TestHost : IDisposable
{
    private readonly NetworkNamespace host = Requirements.PrivateNamespace("host");
    private readonly string directory = Directory.CreateTempSubdirectory("reconciler-host-").FullName;

    /// <summary>The messages that were sent and would modify something, as lines of the trace.</summary>
    public List<string> Modifications { get; } = [];

    /// <summary>Sees each message before it is sent, and may spoil it.</summary>
    public NetlinkTrace? Intercept { get; set; }

    /// <summary>Which of the documents' nodes the host is.</summary>
    public string Node { get; init; } = "host";

    /// <summary>Where all engines listen, as the environment would say it.</summary>
    public string EngineHost { get; set; } = "";

    /// <summary>What plans may do.</summary>
    public PlanChoices Choices { get; set; } = PlanChoices.Default;

    /// <summary>Whether runs plan again when others change the host meanwhile.</summary>
    public bool PlansAgain { get; set; } = true;

    /// <summary>The host's network namespace.</summary>
    public NetworkNamespace Network => host;

    /// <summary>A container's network namespace; to be disposed of.</summary>
    public NetworkNamespace Container(string name) => new NamedNamespaces(directory).Find(name) ?? throw new InvalidOperationException($"there is no container '{name}'");

    /// <summary>Plans and applies documents; both must succeed.</summary>
    public Outcome Apply(string yaml, string owner = "default")
    {
        Outcome outcome = Run(yaml, owner, null, CancellationToken.None);
        Assert.True(outcome.Kind is OutcomeKind.Applied or OutcomeKind.Unchanged, string.Join('\n', outcome.Diagnostics.Concat(outcome.Plan.Diagnostics)));
        return outcome;
    }

    /// <summary>Plans and applies documents while somebody else is at work.</summary>
    /// <param name="disturb">Is called after each step that took effect, with its number from 1.</param>
    public Outcome Disturbed(string yaml, Action<int> disturb) => Run(yaml, "default", Counted(disturb), CancellationToken.None);

    /// <summary>Plans and applies documents while somebody else is at work.</summary>
    /// <param name="race">Is called after each step that took effect.</param>
    public Outcome Raced(string yaml, Action<Step> race) => Run(yaml, "default", new Steps(race), CancellationToken.None);

    /// <summary>Plans and applies documents, and cancels after the step of a number.</summary>
    public Outcome Cancelled(string yaml, int afterStep)
    {
        using CancellationTokenSource source = new();
        return Run(yaml, "default", Counted(step => Cancel(step, afterStep, source)), source.Token);
    }

    /// <summary>Plans and applies the documents of a folder.</summary>
    /// <param name="each">Is told each step that took effect.</param>
    public Outcome ApplyFolder(string path, Action<Step> each)
    {
        using HostKernel kernel = new(Options("default"));
        Reconciliation reconciliation = new(kernel, Loader.Load([path], TextReader.Null).Documents.On(Node));
        return reconciliation.Apply(reconciliation.Plan(), new Steps(each), CancellationToken.None);
    }

    /// <summary>Documents without errors, of this host.</summary>
    public Core.Documents.DocumentSet Load(string yaml)
    {
        LoadResult loaded = Loader.Load(["-"], new StringReader(yaml));
        Assert.DoesNotContain(loaded.Diagnostics, d => d.Severity == Severity.Error);
        return loaded.Documents.On(Node);
    }

    /// <summary>The plan of documents.</summary>
    public Plan Plan(string yaml, string owner = "default")
    {
        using HostKernel kernel = new(Options(owner));
        return new Reconciliation(kernel, Load(yaml), Choices).Plan().Plan;
    }

    /// <summary>Documents that are applied and then watched over.</summary>
    public WatchedDocuments Watch(string yaml) => new(Options("default"), Load(yaml));

    /// <summary>Removes everything of an owner.</summary>
    public void Destroy(string owner = "default")
    {
        using HostKernel kernel = new(Options(owner));
        Reconciliation reconciliation = new(kernel, Core.Documents.DocumentSet.Empty);
        Outcome outcome = reconciliation.Apply(reconciliation.Plan(), null, CancellationToken.None);
        Assert.True(outcome.Kind is OutcomeKind.Applied or OutcomeKind.Unchanged, string.Join('\n', outcome.Diagnostics));
    }

    /// <summary>
    /// Runs a shell command on the host that must succeed, and gives what it printed. In it, <c>inside NAME COMMAND…</c> runs a command in
    /// a named namespace, and <c>$NETNS</c> is their folder.
    /// </summary>
    public string Sh(string command)
    {
        const string Inside = """inside() { name=$1; shift; nsenter --net="$NETNS/$name" "$@"; }; """;
        ProcessStartInfo start = new("nsenter", [$"--net=/proc/{Environment.ProcessId}/fd/{host.Descriptor}", "sh", "-c", "set -e; " + Inside + command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NETNS"] = directory;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{command}\n{output}{errors.Result}");
        return output;
    }

    /// <summary>A named namespace of the host.</summary>
    public NetworkNamespace Inside(string name) => new NamedNamespaces(directory).Find(name)!;

    /// <summary>All that other programs show of the host, without numbers that mean nothing and carriers that settle later.</summary>
    public string State() => Sh("""
        for name in host $(ls $NETNS); do
          enter=""; [ $name = host ] || enter="nsenter --net=$NETNS/$name"
          echo "== $name"
          $enter ip -j -d link show | tr '{' '\n' | grep -o '"\(ifname\|address\|mtu\|group\|ifalias\|master\|hairpin\|inet6_addr_gen_mode\|info_kind\)":[^,}]*' || true
          ($enter ip -br -4 address show up; $enter ip -6 -br address show scope global up) | sed -E 's/ +(UP|DOWN|UNKNOWN|LOWERLAYERDOWN) +/ /'
          ($enter ip route show; $enter ip -6 route show | grep -v fe80) | sed 's/ linkdown//' || true
          $enter nft -s list ruleset
        done
        """);

    public void Dispose()
    {
        NamedNamespaces names = new(directory);
        foreach (string name in names.Names())
            names.Remove(name);
        // The folder was mounted onto itself, for the names to be shared.
        using Process unmount = Process.Start("sh", ["-c", $"while umount {directory} 2>/dev/null; do :; done"]);
        unmount.WaitForExit();
        Directory.Delete(directory, recursive: true);
        host.Dispose();
    }

    private static void Cancel(int step, int afterStep, CancellationTokenSource source)
    {
        if (step == afterStep)
            source.Cancel();
    }

    private Outcome Run(string yaml, string owner, IProgress<Step>? progress, CancellationToken cancellation)
    {
        using HostKernel kernel = new(Options(owner));
        Reconciliation reconciliation = new(kernel, Load(yaml), Choices) { PlansAgain = PlansAgain };
        return reconciliation.Apply(reconciliation.Plan(), progress, cancellation);
    }

    private static Steps Counted(Action<int> each)
    {
        int count = 0;
        return new(_ => each(++count));
    }

    public HostOptions Options(string owner) => new(owner)
    {
        Namespace = NamespaceId.File($"/proc/self/fd/{host.Descriptor}"),
        NamespaceDirectory = directory,
        Trace = Note,
        Engines = Enum.GetValues<Core.Documents.ContainerEngine>().ToDictionary(e => e, e => new EngineAddress(e, EngineHost)),
    };

    private void Note(TracedMessage message)
    {
        string text = MessageText.Of(message);
        if (message.Direction != TraceDirection.Sent || !(text.Contains("> New", StringComparison.Ordinal) || text.Contains("> Delete", StringComparison.Ordinal) || text.Contains("> Batch", StringComparison.Ordinal)))
            return;
        // Many containers are looked after at the same time.
        lock (Modifications)
        {
            Modifications.Add(text);
            Intercept?.Invoke(message);
        }
    }

    private sealed class Steps(Action<Step> each) : IProgress<Step>
    {
        public void Report(Step value) => each(value);
    }
}
