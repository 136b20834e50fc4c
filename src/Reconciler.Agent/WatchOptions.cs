using System.Net;
using Reconciler.Agent.Reporting;
using Reconciler.Core.Documents;
using Reconciler.Kernel;

namespace Reconciler.Agent;

/// <summary>What a daemon watches, and how.</summary>
/// <param name="Paths">Files and folders with documents; of a Git repository, below its top.</param>
/// <param name="NodeOf">Which node of the documents the host is.</param>
public sealed record WatchOptions(IReadOnlyList<string> Paths, HostOptions Host, Func<DocumentSet, string> NodeOf)
{
    /// <summary>The repository that the documents are in; <c>null</c>: they are files of this host.</summary>
    public GitOptions? Git { get; init; }

    /// <summary>How long files must be quiet before they are read.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>After which time everything is compared even if nothing was heard.</summary>
    public TimeSpan Resync { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Where metrics and health are served by TCP; <c>null</c>: on the daemon's own socket only.</summary>
    public IPEndPoint? Listen { get; init; }

    /// <summary>How the log is written.</summary>
    public LogFormat LogFormat { get; init; }
}

/// <summary>A branch of a Git repository that is followed.</summary>
/// <param name="Url">What <c>git fetch</c> understands: https, ssh, a path.</param>
/// <param name="Cache">The folder in which the newest commit is kept, so that a daemon that starts while the repository cannot be reached has it.</param>
public sealed record GitOptions(string Url, string Branch, string Cache)
{
    /// <summary>How often it is fetched.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The keys one of which must have signed a commit: allowed signers of ssh-keygen(1), or an armoured OpenPGP keyring; <c>null</c>: anybody may have made it.</summary>
    public string? KeyFile { get; init; }
}
