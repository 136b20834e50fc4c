using Microsoft.Win32.SafeHandles;

namespace Reconciler.Netlink;

/// <summary>An open file with what decides whether it can be trusted (<c>struct stat</c> of sys/stat.h), all of the same instant.</summary>
public sealed class ProtectedFile : IDisposable
{
    // S_IFMT and S_IFREG of linux/stat.h, and the bits that chmod sets.
    private const uint TypeBits = 0xf000;
    private const uint Regular = 0x8000;
    private const uint ModeBits = 0xfff;

    private ProtectedFile(SafeFileHandle handle)
    {
        Handle = handle;
        (Owner, uint mode) = Sys.StatusOf((int)handle.DangerousGetHandle());
        IsRegular = (mode & TypeBits) == Regular;
        Mode = (UnixFileMode)(mode & ModeBits);
    }

    /// <summary>To read from.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>The number of the user whom it belongs to.</summary>
    public uint Owner { get; }

    /// <summary>Who may do what with it.</summary>
    public UnixFileMode Mode { get; }

    /// <summary>Whether it is neither a directory nor a device, pipe or socket.</summary>
    public bool IsRegular { get; }

    /// <summary>Opens a file to read it, without waiting for anybody who might write into a pipe.</summary>
    /// <exception cref="NetlinkException">The kernel refuses.</exception>
    public static ProtectedFile Open(string path) => new(Sys.OpenWithoutWaiting(path));

    /// <summary>The user as whom this process opens files.</summary>
    public static uint EffectiveUser => Sys.EffectiveUser();

    /// <summary>Closes the file.</summary>
    public void Dispose() => Handle.Dispose();
}
