using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Tmds.Linux;

namespace Reconciler.Netlink;

/// <summary>The system calls. Each failure becomes an exception that names the call.</summary>
internal static unsafe partial class Sys
{
    private const int SolNetlink = 270;

    public static DescriptorHandle NetlinkSocket(int protocol)
    {
        int descriptor = LibC.socket(LibC.AF_NETLINK, LibC.SOCK_RAW | LibC.SOCK_CLOEXEC, protocol);
        return descriptor >= 0 ? new DescriptorHandle(descriptor) : throw Failure("socket(AF_NETLINK)");
    }

    /// <summary>A socket for frames that receives none.</summary>
    public static DescriptorHandle PacketSocket()
    {
        int descriptor = LibC.socket(LibC.AF_PACKET, LibC.SOCK_RAW | LibC.SOCK_CLOEXEC, 0);
        return descriptor >= 0 ? new DescriptorHandle(descriptor) : throw Failure("socket(AF_PACKET)");
    }

    /// <summary>Sends a frame by an interface (<c>struct sockaddr_ll</c> of linux/if_packet.h).</summary>
    public static void SendFrame(DescriptorHandle socket, int index, ReadOnlySpan<byte> frame)
    {
        LinkLayerSocketAddress to = new((ushort)LibC.AF_PACKET, 0, index, 0, 0, 0, 0);
        fixed (byte* bytes = frame)
        {
            if (LibC.sendto(socket.Number, bytes, frame.Length, 0, (sockaddr*)&to, sizeof(LinkLayerSocketAddress)) < 0)
                throw Failure("sendto(AF_PACKET)");
        }
    }

    public static void SetOption(DescriptorHandle socket, NetlinkOption option)
    {
        int yes = 1;
        if (LibC.setsockopt(socket.Number, SolNetlink, (int)option, &yes, sizeof(int)) != 0)
            throw Failure($"setsockopt({option})");
    }

    /// <summary>
    /// Joins some of the first 32 multicast groups. A socket that is in a group and has no port of its own yet would receive nothing:
    /// the kernel passes over the sender's port, and its own is 0.
    /// </summary>
    public static void JoinGroups(DescriptorHandle socket, IReadOnlyList<int> groups)
    {
        NetlinkSocketAddress own = new((ushort)LibC.AF_NETLINK, 0, 0, groups.Aggregate(0u, (bits, group) => bits | 1u << (group - 1)));
        if (LibC.bind(socket.Number, (sockaddr*)&own, sizeof(NetlinkSocketAddress)) != 0)
            throw Failure("bind(AF_NETLINK)");
    }

    /// <summary>The index of an interface of a socket's namespace (<c>SIOCGIFINDEX</c> and <c>struct ifreq</c> of netdevice(7)).</summary>
    /// <exception cref="NetlinkException"><see cref="Errno.ENODEV"/>: there is none of the name.</exception>
    public static int IndexOf(DescriptorHandle socket, string name)
    {
        const int SiocGifIndex = 0x8933;
        const int NameSize = 16; // IFNAMSIZ
        Span<byte> request = stackalloc byte[40];
        Encoding.UTF8.GetBytes(name, request[..(NameSize - 1)]);
        fixed (byte* start = request)
        {
            if (LibC.ioctl(socket.Number, SiocGifIndex, start) != 0)
                throw Failure($"ioctl(SIOCGIFINDEX, {name})");
            return *(int*)(start + NameSize);
        }
    }

    /// <summary>Sets the size of both buffers in bytes; without privileges the kernel grants less.</summary>
    public static void SetBuffers(DescriptorHandle socket, int size)
    {
        if (LibC.setsockopt(socket.Number, LibC.SOL_SOCKET, LibC.SO_RCVBUFFORCE, &size, sizeof(int)) != 0
            && LibC.setsockopt(socket.Number, LibC.SOL_SOCKET, LibC.SO_RCVBUF, &size, sizeof(int)) != 0)
            throw Failure("setsockopt(SO_RCVBUF)");
        if (LibC.setsockopt(socket.Number, LibC.SOL_SOCKET, LibC.SO_SNDBUFFORCE, &size, sizeof(int)) != 0
            && LibC.setsockopt(socket.Number, LibC.SOL_SOCKET, LibC.SO_SNDBUF, &size, sizeof(int)) != 0)
            throw Failure("setsockopt(SO_SNDBUF)");
    }

    /// <summary>Sends two pieces as one datagram.</summary>
    public static void Send(DescriptorHandle socket, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        fixed (byte* start = first, next = second)
        {
            iovec* pieces = stackalloc iovec[] { new() { iov_base = start, iov_len = first.Length }, new() { iov_base = next, iov_len = second.Length } };
            msghdr datagram = new() { msg_iov = pieces, msg_iovlen = 2 };
            while (LibC.sendmsg(socket.Number, &datagram, 0) < 0)
            {
                if (LastErrno() != Errno.EINTR)
                    throw Failure("send");
            }
        }
    }

    /// <summary>Waits for a datagram and gives its length, which is more than the buffer's when it did not fit.</summary>
    public static int Receive(DescriptorHandle socket, Span<byte> buffer)
    {
        fixed (byte* bytes = buffer)
        {
            while (true)
            {
                int length = (int)LibC.recv(socket.Number, bytes, buffer.Length, LibC.MSG_TRUNC);
                if (length >= 0)
                    return length;
                if (LastErrno() != Errno.EINTR)
                    throw Failure("recv");
            }
        }
    }

    /// <summary>Opens a file for reading; a network namespace is one.</summary>
    public static DescriptorHandle OpenForReading(string path)
    {
        int descriptor = Open(path, LibC.O_RDONLY | LibC.O_CLOEXEC);
        return descriptor >= 0 ? new DescriptorHandle(descriptor) : throw Failure($"open({path})");
    }

    /// <summary>Opens a file or folder for this process and whatever it becomes.</summary>
    public static int OpenInherited(string path) => Open(path, LibC.O_RDONLY) is int descriptor and >= 0 ? descriptor : throw Failure($"open({path})");

    /// <summary>Opens a file without a name, to be given one by <see cref="Link"/> when it is complete.</summary>
    public static DescriptorHandle OpenUnnamed(string directory)
    {
        const int OTmpFile = 0x410000;
        int descriptor = Open(directory, OTmpFile | LibC.O_WRONLY | LibC.O_CLOEXEC, 0x124);
        return descriptor >= 0 ? new DescriptorHandle(descriptor) : throw Failure($"open({directory}, O_TMPFILE)");
    }

    /// <summary>Opens an existing file to be written from its start.</summary>
    public static DescriptorHandle OpenForWriting(string path)
    {
        int descriptor = Open(path, LibC.O_WRONLY | LibC.O_CLOEXEC);
        return descriptor >= 0 ? new DescriptorHandle(descriptor) : throw Failure($"open({path})");
    }

    /// <summary>Reads what a small file holds, at most one buffer full.</summary>
    public static int Read(DescriptorHandle file, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            int length = (int)LibC.read(file.Number, start, buffer.Length);
            return length >= 0 ? length : throw Failure("read");
        }
    }

    public static void Write(DescriptorHandle file, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            if (LibC.write(file.Number, start, bytes.Length) != bytes.Length)
                throw Failure("write");
        }
    }

    /// <summary>Names a file that was opened without a name.</summary>
    /// <exception cref="NetlinkException"><see cref="Errno.EEXIST"/>: the name is taken.</exception>
    public static void Link(DescriptorHandle file, string path)
    {
        const int AtFollow = 0x400;
        const int AtCurrentDirectory = -100;
        if (LinkAt(AtCurrentDirectory, $"/proc/self/fd/{file.Number}", AtCurrentDirectory, path, AtFollow) != 0)
            throw Failure($"linkat({path})");
    }

    /// <summary>Moves the calling thread into a network namespace.</summary>
    public static void EnterNetwork(DescriptorHandle where)
    {
        if (LibC.setns(where.Number, LibC.CLONE_NEWNET) != 0)
            throw Failure("setns(CLONE_NEWNET)");
    }

    /// <summary>Moves the calling thread into a new network namespace.</summary>
    public static void NewNetwork()
    {
        if (LibC.unshare(LibC.CLONE_NEWNET) != 0)
            throw Failure("unshare(CLONE_NEWNET)");
    }

    /// <summary>Mounts a file or directory onto another one (<c>MS_BIND</c>).</summary>
    public static void Bind(string source, string target)
    {
        if (Mount(source, target, null, LibC.MS_BIND, null) != 0)
            throw Failure($"mount({target}, MS_BIND)");
    }

    /// <summary>Mounts an empty <c>tmpfs</c>.</summary>
    public static void MountTemporary(string target)
    {
        if (Mount("tmpfs", target, "tmpfs", 0, null) != 0)
            throw Failure($"mount({target}, tmpfs)");
    }

    /// <summary>Replaces the program of this process; returns only by an exception.</summary>
    public static void Execute(string path, IReadOnlyList<string> arguments, IReadOnlyList<string> environment)
    {
        fixed (byte* file = NullTerminated(path))
            _ = LibC.execve(file, Pointers(arguments), Pointers(environment));
        throw Failure($"execve({path})");
    }

    /// <summary>Makes a mount visible in the mount namespaces that received its parent; <c>false</c> when nothing is mounted there.</summary>
    public static bool TryShare(string target)
    {
        if (Mount("", target, "none", LibC.MS_SHARED | LibC.MS_REC, null) == 0)
            return true;
        return LastErrno() == Errno.EINVAL ? false : throw Failure($"mount({target}, MS_SHARED)");
    }

    /// <summary>Detaches what is mounted at a path; <c>false</c> when nothing is.</summary>
    public static bool TryUnmount(string target)
    {
        if (Unmount(target, LibC.MNT_DETACH) == 0)
            return true;
        return LastErrno() is Errno.EINVAL or Errno.ENOENT ? false : throw Failure($"umount2({target})");
    }

    /// <summary>Whether an open file is a network namespace (<c>NS_GET_NSTYPE</c> of linux/nsfs.h).</summary>
    public static bool IsNetworkNamespace(int descriptor)
    {
        const int NsGetNsType = 0xb703;
        return LibC.ioctl(descriptor, NsGetNsType) == LibC.CLONE_NEWNET;
    }

    /// <summary>Device and inode of an open file, which together tell one namespace from another.</summary>
    public static (ulong Device, ulong Inode) IdentityOf(DescriptorHandle file)
    {
        stat status;
        return LibC.fstat(file.Number, &status) == 0
            ? ((ulong)status.st_dev, (ulong)status.st_ino)
            : throw Failure("fstat");
    }

    /// <summary>Opens a file for reading; a pipe that nobody writes into as well, without waiting for somebody.</summary>
    public static SafeFileHandle OpenWithoutWaiting(string path)
    {
        int descriptor = Open(path, LibC.O_RDONLY | LibC.O_CLOEXEC | LibC.O_NONBLOCK);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw Failure($"open({path})");
    }

    /// <summary>Owner and mode of an open file.</summary>
    public static (uint Owner, uint Mode) StatusOf(int descriptor)
    {
        stat status;
        return LibC.fstat(descriptor, &status) == 0 ? ((uint)status.st_uid, (uint)status.st_mode) : throw Failure("fstat");
    }

    public static uint EffectiveUser() => (uint)LibC.geteuid();

    public static bool Close(int descriptor) => LibC.close(descriptor) == 0;

    private static NetlinkException Failure(string call)
    {
        Errno errno = LastErrno();
        return new(errno, 0, $"{call}: {Marshal.GetPInvokeErrorMessage((int)errno)}");
    }

    private static Errno LastErrno() => (Errno)LibC.errno;

    private static int Open(string path, int flags, int mode = 0)
    {
        fixed (byte* text = NullTerminated(path))
            return LibC.open(text, flags, (mode_t)(uint)mode);
    }

    private static int Mount(string source, string target, string? type, ulong flags, void* data)
    {
        fixed (byte* from = NullTerminated(source))
        fixed (byte* to = NullTerminated(target))
        fixed (byte* kind = type is null ? null : NullTerminated(type))
            return LibC.mount(from, to, kind, (ulong_t)flags, data);
    }

    private static int Unmount(string target, int flags)
    {
        fixed (byte* text = NullTerminated(target))
            return LibC.umount2(text, flags);
    }

    private static int LinkAt(int fromDirectory, string from, int toDirectory, string to, int flags)
    {
        fixed (byte* source = NullTerminated(from))
        fixed (byte* target = NullTerminated(to))
            return LibC.linkat(fromDirectory, source, toDirectory, target, flags);
    }

    // Never freed: it is the last thing that this program does.
    private static byte** Pointers(IReadOnlyList<string> texts)
    {
        byte** pointers = (byte**)NativeMemory.Alloc((nuint)(texts.Count + 1), (nuint)sizeof(byte*));
        for (int i = 0; i < texts.Count; i++)
            pointers[i] = (byte*)Marshal.StringToCoTaskMemUTF8(texts[i]);
        pointers[texts.Count] = null;
        return pointers;
    }

    private static byte[] NullTerminated(string text) => System.Text.Encoding.UTF8.GetBytes(text + '\0');
}
