using System.Runtime.InteropServices;

namespace Reconciler.Benchmarks.Running;

/// <summary>The C library's calls that start a process on the calling thread and tell what it has used.</summary>
internal static partial class NativeProcess
{
    // POSIX_SPAWN_SETSIGDEF of spawn.h.
    private const short SetDefaultSignals = 0x04;

    // Larger than posix_spawn_file_actions_t (80), posix_spawnattr_t (336) and sigset_t (128) of glibc and musl.
    private const int LargestStructure = 512;

    private const int ReadOnly = 0;
    private const int WriteCreateTruncate = 0x241; // O_WRONLY | O_CREAT | O_TRUNC
    private const int OwnerOnly = 0x180; // 0600

    /// <summary>Starts a program in the network namespace of the calling thread; it reads nothing and writes to a file.</summary>
    /// <returns>Its process id.</returns>
    public static unsafe int Start(IReadOnlyList<string> command, IReadOnlyList<string> environment, string output)
    {
        byte* actions = stackalloc byte[LargestStructure];
        byte* attributes = stackalloc byte[LargestStructure];
        byte* signals = stackalloc byte[LargestStructure];
        Check(InitialiseActions(actions));
        Check(AddOpen(actions, 0, "/dev/null", ReadOnly, 0));
        Check(AddOpen(actions, 1, output, WriteCreateTruncate, OwnerOnly));
        Check(AddDuplicate(actions, 1, 2));
        // The runtime ignores SIGPIPE, and what is ignored stays so over execve.
        Check(InitialiseAttributes(attributes));
        _ = FillSignals(signals);
        Check(SetDefaults(attributes, signals));
        Check(SetFlags(attributes, SetDefaultSignals));
        int error = Spawn(out int pid, command[0], actions, attributes, [.. command, null], [.. environment, null]);
        _ = DestroyActions(actions);
        _ = DestroyAttributes(attributes);
        if (error != 0)
            throw new InvalidOperationException($"{command[0]}: {Marshal.GetPInvokeErrorMessage(error)}");
        return pid;
    }

    /// <summary>Waits for the end of a process.</summary>
    public static (int Status, ResourceUsage Usage) Wait(int pid)
    {
        while (Wait4(pid, out int status, 0, out ResourceUsage usage) is int waited)
        {
            if (waited == pid)
                return (status, usage);
            const int Interrupted = 4;
            if (Marshal.GetLastPInvokeError() != Interrupted)
                throw new InvalidOperationException("wait4: " + Marshal.GetLastPInvokeErrorMessage());
        }
        throw new InvalidOperationException("wait4");
    }

    /// <summary>Ends a process.</summary>
    public static void Terminate(int pid)
    {
        const int Terminate = 15;
        _ = Kill(pid, Terminate);
    }

    private static void Check(int error)
    {
        if (error != 0)
            throw new InvalidOperationException(Marshal.GetPInvokeErrorMessage(error));
    }

    [LibraryImport("libc", EntryPoint = "posix_spawnp", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Spawn(out int pid, string file, byte* actions, byte* attributes, string?[] arguments, string?[] environment);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static unsafe partial int InitialiseActions(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static unsafe partial int DestroyActions(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int AddOpen(byte* actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static unsafe partial int AddDuplicate(byte* actions, int descriptor, int copy);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    private static unsafe partial int InitialiseAttributes(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    private static unsafe partial int DestroyAttributes(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    private static unsafe partial int SetDefaults(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    private static unsafe partial int SetFlags(byte* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "sigfillset")]
    private static unsafe partial int FillSignals(byte* signals);

    [LibraryImport("libc", EntryPoint = "wait4", SetLastError = true)]
    private static partial int Wait4(int pid, out int status, int options, out ResourceUsage usage);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);
}
