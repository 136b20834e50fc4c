namespace Reconciler.Netlink.Namespaces;

/// <summary>Mounts in a mount namespace of one's own.</summary>
public static class Mounts
{
    /// <summary>Mounts an empty file system in memory over a directory.</summary>
    /// <exception cref="NetlinkException">The privilege is missing.</exception>
    public static void Temporary(string directory) => Sys.MountTemporary(directory);
}
