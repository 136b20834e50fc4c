using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Reconciler.Agent.Revisions;
using Reconciler.Core.Diagnostics;
using Reconciler.Loading;
using Reconciler.Loading.Files;
using Reconciler.Netlink.Waiting;

namespace Reconciler.Agent.Sources;

/// <summary>
/// Files and folders. They are taken when nothing has happened to them for a moment, half of which is used to read them; what has errors
/// may be half written, and is given some more time.
/// </summary>
public sealed class FolderSource : RevisionSource
{
    // As many quiet times may a file be half written, or a checkout half done.
    private const int Patience = 10;
    private const string LockOfGit = ".git/index.lock";

    private readonly IReadOnlyList<string> paths;
    private readonly TimeSpan quiet;
    private readonly FolderWatch watch;
    private readonly DocumentMemory memory = new();
    private DocumentFolders folders;
    private DateTimeOffset? quietAt;
    private Revision? read;
    private DateTimeOffset? faultySince;
    private string? taken;

    /// <param name="quiet">How long nothing may have happened.</param>
    /// <param name="alarm">Is called on another thread when something happened.</param>
    public FolderSource(IReadOnlyList<string> paths, TimeSpan quiet, Lookout lookout, Action alarm)
    {
        this.paths = paths;
        this.quiet = quiet;
        folders = DocumentFolders.Of(paths);
        watch = new(name => folders.IsRead(name));
        lookout.Add(watch, alarm);
        watch.Set(folders.Folders);
        // Somebody may be writing at the moment.
        WaitFrom(DateTimeOffset.UtcNow);
    }

    public override string Name => string.Join(", ", paths);

    public override DateTimeOffset? Due => read is null ? quietAt - quiet / 2 : quietAt;

    public override Revision? Take(DateTimeOffset now)
    {
        if (HasChanged())
            WaitFrom(now);
        if (now >= quietAt - quiet / 2)
            read ??= Read();
        if (read is null || now < quietAt)
            return null;
        if (IsUnfinished(read.Loaded, now))
        {
            WaitFrom(now);
            return null;
        }
        Revision quietly = read;
        (read, quietAt, faultySince) = (null, null, null);
        if (taken == quietly.Name)
            return null;
        taken = quietly.Name;
        return quietly;
    }

    public override void LookAgain()
    {
        taken = null;
        WaitFrom(DateTimeOffset.UnixEpoch);
        Follow();
    }

    public override void Dispose() => watch.Dispose();

    private void WaitFrom(DateTimeOffset last) => (read, quietAt) = (null, last + quiet);

    private Revision Read()
    {
        LoadResult loaded = Loader.Load(paths, TextReader.Null, memory);
        return new(NameOf(loaded), loaded);
    }

    private bool HasChanged()
    {
        if (!watch.Take())
            return false;
        Follow();
        return true;
    }

    private void Follow()
    {
        folders = DocumentFolders.Of(paths);
        watch.Set(folders.Folders);
    }

    private bool IsUnfinished(LoadResult loaded, DateTimeOffset now)
    {
        // While it was read.
        if (HasChanged())
            return true;
        if (!loaded.Diagnostics.Any(d => d.Severity == Severity.Error) && !IsCheckedOut())
            return false;
        faultySince ??= now;
        return now - faultySince < Patience * quiet;
    }

    // git writes the files of a checkout while it holds this lock.
    private bool IsCheckedOut() => paths.Any(path =>
    {
        for (string? folder = Path.GetFullPath(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, LockOfGit)))
                return true;
        }
        return false;
    });

    private static string NameOf(LoadResult loaded)
    {
        using IncrementalHash all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string file, string text) in loaded.Sources.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            all.AppendData(Encoding.UTF8.GetBytes(file + '\0'));
            all.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
        }
        foreach (Diagnostic fault in loaded.Diagnostics.Where(d => d.At is null))
            all.AppendData(Encoding.UTF8.GetBytes(fault.Message));
        return Convert.ToHexStringLower(all.GetHashAndReset())[..12];
    }
}
