using System.Runtime.InteropServices;
using Tmds.Linux;

namespace Reconciler.Netlink;

/// <summary>The system calls with which a process waits for several things at once.</summary>
internal static unsafe partial class Sys
{
    // NETLINK_LISTEN_ALL_NSID of linux/netlink.h, as the type of a control message: a s32.
    private const int NamespaceIdMessageType = 8;

    public static DescriptorHandle NewPoll()
    {
        int descriptor = LibC.epoll_create1(LibC.EPOLL_CLOEXEC);
        return descriptor >= 0 ? new DescriptorHandle(descriptor) : throw Failure("epoll_create1");
    }

    /// <summary>A counter that wakes who polls it.</summary>
    public static DescriptorHandle NewBell()
    {
        int descriptor = LibC.eventfd(0, LibC.EFD_CLOEXEC | LibC.EFD_NONBLOCK);
        return descriptor >= 0 ? new DescriptorHandle(descriptor) : throw Failure("eventfd");
    }

    /// <summary>Polls a descriptor for what comes new (<c>EPOLLET</c>): what is there already and was not taken is told once.</summary>
    /// <param name="token">Is given back when something came.</param>
    public static void Poll(DescriptorHandle poll, DescriptorHandle descriptor, bool isUrgent, ulong token)
    {
        epoll_event wanted = default;
        wanted.events = LibC.EPOLLET | (isUrgent ? LibC.EPOLLPRI | LibC.EPOLLERR : LibC.EPOLLIN);
        wanted.data.u64 = token;
        if (LibC.epoll_ctl(poll.Number, LibC.EPOLL_CTL_ADD, descriptor.Number, &wanted) != 0)
            throw Failure("epoll_ctl(EPOLL_CTL_ADD)");
    }

    /// <summary>Waits until something comes, and gives the tokens of what came.</summary>
    public static int Wait(DescriptorHandle poll, Span<ulong> tokens)
    {
        epoll_event* events = stackalloc epoll_event[tokens.Length];
        int count;
        while ((count = LibC.epoll_wait(poll.Number, events, tokens.Length, -1)) < 0)
        {
            if (LastErrno() != Errno.EINTR)
                throw Failure("epoll_wait");
        }
        for (int i = 0; i < count; i++)
            tokens[i] = events[i].data.u64;
        return count;
    }

    /// <summary>Makes every descriptor of <see cref="NewBell"/> readable.</summary>
    public static void Ring(DescriptorHandle bell)
    {
        ulong one = 1;
        Write(bell, MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(in one)));
    }

    public static DescriptorHandle NewFileWatch()
    {
        // IN_CLOEXEC and IN_NONBLOCK of sys/inotify.h
        int descriptor = InotifyInit(0x80000 | 0x800);
        return descriptor >= 0 ? new DescriptorHandle(descriptor) : throw Failure("inotify_init1");
    }

    /// <summary>Watches a folder; <c>null</c> when there is none any more.</summary>
    /// <returns>The number by which its events name it; the same for the same folder.</returns>
    public static int? TryWatchFolder(DescriptorHandle watch, string folder, uint events)
    {
        fixed (byte* path = NullTerminated(folder))
        {
            int number = InotifyAddWatch(watch.Number, path, events);
            if (number >= 0)
                return number;
        }
        return LastErrno() is Errno.ENOENT or Errno.ENOTDIR or Errno.EACCES ? null : throw Failure($"inotify_add_watch({folder})");
    }

    /// <summary>Stops watching a folder; one that has gone is not watched any more anyway.</summary>
    public static void StopWatching(DescriptorHandle watch, int number) => _ = InotifyRemoveWatch(watch.Number, number);

    /// <summary>What is there to read, at most one buffer full; 0 when there is nothing.</summary>
    public static int TryRead(DescriptorHandle file, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            int length = (int)LibC.read(file.Number, start, buffer.Length);
            if (length >= 0)
                return length;
        }
        return LastErrno() is Errno.EAGAIN or Errno.EINTR ? 0 : throw Failure("read");
    }

    /// <summary>The length of a datagram that is there already, cut to the buffer's; -1 when there is none.</summary>
    /// <param name="namespaceId">The namespace that it is about, by the number that the socket's has for it; <c>null</c>: the socket's own.</param>
    /// <param name="isOverrun">Whether datagrams before it were lost (<c>ENOBUFS</c>).</param>
    public static int TryReceive(DescriptorHandle socket, Span<byte> buffer, out int? namespaceId, ref bool isOverrun)
    {
        byte* control = stackalloc byte[64];
        fixed (byte* bytes = buffer)
        {
            iovec part = new() { iov_base = bytes, iov_len = buffer.Length };
            while (true)
            {
                msghdr message = new() { msg_iov = &part, msg_iovlen = 1, msg_control = control, msg_controllen = 64 };
                int length = (int)LibC.recvmsg(socket.Number, &message, LibC.MSG_DONTWAIT);
                namespaceId = length >= 0 ? NamespaceIdIn(&message) : null;
                if (length >= 0)
                    return length;
                Errno errno = LastErrno();
                if (errno == Errno.EAGAIN)
                    return -1;
                isOverrun |= errno == Errno.ENOBUFS;
                if (errno is not (Errno.EINTR or Errno.ENOBUFS))
                    throw Failure("recvmsg");
            }
        }
    }

    /// <summary>Device and inode of what is at a path; <c>null</c> when nothing is, or it cannot be seen.</summary>
    public static (ulong Device, ulong Inode)? TryIdentityOf(string path)
    {
        stat status;
        fixed (byte* text = NullTerminated(path))
            return LibC.stat(text, &status) == 0 ? ((ulong)status.st_dev, (ulong)status.st_ino) : null;
    }

    private static int? NamespaceIdIn(msghdr* message)
    {
        for (cmsghdr* part = LibC.CMSG_FIRSTHDR(message); part is not null; part = LibC.CMSG_NXTHDR(message, part))
        {
            if (part->cmsg_level == SolNetlink && part->cmsg_type == NamespaceIdMessageType)
                return *(int*)LibC.CMSG_DATA(part);
        }
        return null;
    }

    [LibraryImport("libc", EntryPoint = "inotify_init1", SetLastError = true)]
    private static partial int InotifyInit(int flags);

    [LibraryImport("libc", EntryPoint = "inotify_add_watch", SetLastError = true)]
    private static partial int InotifyAddWatch(int descriptor, byte* path, uint mask);

    [LibraryImport("libc", EntryPoint = "inotify_rm_watch", SetLastError = true)]
    private static partial int InotifyRemoveWatch(int descriptor, int watch);
}
