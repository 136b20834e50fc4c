using System.Runtime.InteropServices;

namespace Reconciler.Netlink.Privileges;

/// <summary><c>struct __user_cap_header_struct</c> of linux/capability.h</summary>
/// <param name="Thread">0: the calling one; the kernel lets no thread change another's.</param>
[StructLayout(LayoutKind.Sequential)]
internal record struct CapabilityHeader(uint Version, int Thread)
{
    /// <summary><c>_LINUX_CAPABILITY_VERSION_3</c>: two <see cref="CapabilitySets"/> follow, the first one with the lower 32.</summary>
    public const uint Version3 = 0x20080522;
}

/// <summary><c>struct __user_cap_data_struct</c> of linux/capability.h</summary>
[StructLayout(LayoutKind.Sequential)]
internal record struct CapabilitySets(uint Effective, uint Permitted, uint Inheritable)
{
    /// <summary>What of them is in a set.</summary>
    public readonly CapabilitySets Within(uint kept) => new(Effective & kept, Permitted & kept, Inheritable & kept);
}
