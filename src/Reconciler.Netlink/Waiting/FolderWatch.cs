using System.Buffers.Binary;
using System.Text;

namespace Reconciler.Netlink.Waiting;

/// <summary>Tells that something in folders was made, written, renamed or removed (inotify(7)); not what: whoever wants to know looks.</summary>
/// <param name="isRead">Whether what stands in a file of a name matters, as opposed to its being there: logs are written all the time.</param>
public sealed class FolderWatch(Func<string, bool> isRead) : ReadySource, IDisposable
{
    // IN_* of sys/inotify.h: modified, closed after writing, moved away and here, created, deleted; the folder itself deleted or moved;
    // only folders. Attributes too: a file that becomes readable.
    private const uint Events = 0x2 | 0x4 | 0x8 | 0x40 | 0x80 | 0x100 | 0x200 | 0x400 | 0x800 | 0x0100_0000;

    // Those of them, without the folder's own, that only say that what stands in a file, or who may read it, is another.
    private const uint Contents = 0x2 | 0x4 | 0x8;

    // IN_IGNORED: the kernel has removed the watch, since the folder has gone.
    private const uint Ignored = 0x8000;
    private const int HeaderBytes = 16;

    private readonly DescriptorHandle handle = Sys.NewFileWatch();
    private readonly byte[] buffer = new byte[16 * 1024];
    private Dictionary<int, string> watched = [];

    internal override DescriptorHandle Descriptor => handle;

    /// <summary>Watches these folders and no others; those that do not exist are left out.</summary>
    public void Set(IEnumerable<string> folders)
    {
        Dictionary<int, string> wanted = [];
        foreach (string folder in folders)
        {
            if (Sys.TryWatchFolder(handle, folder, Events) is int number)
                wanted[number] = folder;
        }
        foreach (int number in watched.Keys.Where(n => !wanted.ContainsKey(n)))
            Sys.StopWatching(handle, number);
        watched = wanted;
    }

    /// <summary>Whether something happened since the last call.</summary>
    public bool Take()
    {
        bool any = false;
        for (int length = Sys.TryRead(handle, buffer); length > 0; length = Sys.TryRead(handle, buffer))
        {
            for (int at = 0; at + HeaderBytes <= length;)
            {
                // struct inotify_event: wd, mask, cookie, len, name
                uint mask = BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(at + 4));
                int nameBytes = BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(at + 12));
                bool isOfContents = (mask & Contents) != 0 && nameBytes > 0;
                any |= mask != Ignored && (!isOfContents || isRead(NameIn(buffer.AsSpan(at + HeaderBytes, nameBytes))));
                at += HeaderBytes + nameBytes;
            }
        }
        return any;
    }

    // Ended, and filled up, with NULs.
    private static string NameIn(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes.TrimEnd((byte)0));

    /// <summary>Stops watching.</summary>
    public void Dispose() => handle.Dispose();
}
