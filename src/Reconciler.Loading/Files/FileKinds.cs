using System.Runtime.InteropServices;
using System.Text;

namespace Reconciler.Loading.Files;

/// <summary>Asks the kernel what a path is, once.</summary>
internal static class FileKinds
{
    // linux/fcntl.h and linux/stat.h: AT_FDCWD, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS; struct statx has the same form on every architecture.
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const uint Asked = 0x7ff;
    private const int SizeOfStatus = 256;
    private const int ModeOffset = 28;
    private const int InodeOffset = 32;
    private const int SizeOffset = 40;
    private const int ChangedOffset = 96;
    private const int DeviceOffset = 136;

    // S_IFMT, S_IFREG, S_IFDIR, S_IFLNK.
    private const int TypeBits = 0xf000;
    private const int Regular = 0x8000;
    private const int Folder = 0x4000;
    private const int Link = 0xa000;

    /// <summary>What a path itself is.</summary>
    public static FileKind Of(string path) => Status(path, NoFollow).Kind;

    /// <summary>What a path leads to.</summary>
    public static FileStatus Behind(string path) => Status(path, 0);

    private static FileStatus Status(string path, int flags)
    {
        byte[] status = new byte[SizeOfStatus];
        if (Statx(CurrentFolder, Encoding.UTF8.GetBytes(path + '\0'), flags, Asked, status) != 0)
            return default;
        ReadOnlySpan<byte> fields = status;
        return new(
            KindOf(MemoryMarshal.Read<ushort>(fields[ModeOffset..])),
            MemoryMarshal.Read<ulong>(fields[DeviceOffset..]),
            MemoryMarshal.Read<ulong>(fields[InodeOffset..]),
            MemoryMarshal.Read<long>(fields[SizeOffset..]),
            TimeOf(fields[ChangedOffset..]));
    }

    private static FileKind KindOf(int mode) => (mode & TypeBits) switch
    {
        Regular => FileKind.Regular,
        Folder => FileKind.Folder,
        Link => FileKind.Link,
        _ => FileKind.Special,
    };

    // struct statx_timestamp; in units of 100 ns, as the framework counts.
    private static DateTimeOffset TimeOf(ReadOnlySpan<byte> time) => DateTimeOffset.FromUnixTimeSeconds(MemoryMarshal.Read<long>(time))
        .AddTicks(MemoryMarshal.Read<uint>(time[sizeof(long)..]) / TimeSpan.NanosecondsPerTick);

    [DllImport("libc.so.6", EntryPoint = "statx", ExactSpelling = true)]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, byte[] status);
}
