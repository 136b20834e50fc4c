using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Reconciler.Loading.Files;

/// <summary>What a path leads to, told without opening it: a pipe would be waited for.</summary>
internal static class FileKind
{
    // linux/fcntl.h and linux/stat.h: AT_FDCWD, STATX_TYPE, S_IFMT, S_IFREG; struct statx has the same form on every architecture.
    private const int CurrentFolder = -100;
    private const uint TypeAsked = 1;
    private const int TypeBits = 0xf000;
    private const int Regular = 0x8000;
    private const int SizeOfStatus = 256;
    private const int ModeOffset = 28;

    /// <summary>Whether it is neither pipe, socket, device nor folder; also <c>true</c> when there is nothing: reading it tells why.</summary>
    public static bool IsRegular(string path)
    {
        byte[] status = new byte[SizeOfStatus];
        return Statx(CurrentFolder, Encoding.UTF8.GetBytes(path + '\0'), 0, TypeAsked, status) != 0
            || (BinaryPrimitives.ReadUInt16LittleEndian(status.AsSpan(ModeOffset)) & TypeBits) == Regular;
    }

    [DllImport("libc.so.6", EntryPoint = "statx", ExactSpelling = true)]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, byte[] status);
}
