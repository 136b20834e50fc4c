using System.Runtime.InteropServices;
using Reconciler.Netlink.Privileges;

namespace Reconciler.Netlink;

/// <content>The system calls by which a thread gives privileges up.</content>
internal static unsafe partial class Sys
{
    // linux/prctl.h
    private const int PrBoundingSetDrop = 24;
    private const int PrSetNoNewPrivileges = 38;
    private const int PrAmbient = 47;
    private const int PrAmbientClearAll = 4;
    private const int Capabilities = 64;

    /// <summary>Takes all capabilities but some from the calling thread, from those that it starts, and from the programs that they start.</summary>
    public static void KeepCapabilities(ulong kept)
    {
        CapabilityHeader header = new(CapabilityHeader.Version3, 0);
        CapabilitySets* sets = stackalloc CapabilitySets[2];
        if (CapGet(&header, sets) != 0)
            throw Failure("capget");
        // The bounding set goes first, since that takes CAP_SETPCAP; who does not have that has nothing to lose by it.
        for (int capability = 0; capability < Capabilities; capability++)
        {
            if ((kept >> capability & 1) == 0)
                _ = Prctl(PrBoundingSetDrop, (nuint)capability, 0, 0, 0);
        }
        _ = Prctl(PrAmbient, PrAmbientClearAll, 0, 0, 0);
        sets[0] = sets[0].Within((uint)kept);
        sets[1] = sets[1].Within((uint)(kept >> 32));
        if (CapSet(&header, sets) != 0)
            throw Failure("capset");
    }

    /// <summary>From now on no program gives the calling thread, or who is started by it, privileges by being started.</summary>
    public static void ForbidNewPrivileges()
    {
        if (Prctl(PrSetNoNewPrivileges, 1, 0, 0, 0) != 0)
            throw Failure("prctl(PR_SET_NO_NEW_PRIVS)");
    }

    [LibraryImport("libc.so.6", EntryPoint = "capget", SetLastError = true)]
    private static partial int CapGet(CapabilityHeader* header, CapabilitySets* sets);

    [LibraryImport("libc.so.6", EntryPoint = "capset", SetLastError = true)]
    private static partial int CapSet(CapabilityHeader* header, CapabilitySets* sets);

    [LibraryImport("libc.so.6", EntryPoint = "prctl", SetLastError = true)]
    private static partial int Prctl(int option, nuint second, nuint third, nuint fourth, nuint fifth);
}
