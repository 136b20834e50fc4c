namespace Reconciler.Netlink.Waiting;

/// <summary>
/// Tells that something was mounted or unmounted in this process's mount namespace: a network namespace gets its name by a mount, and
/// loses it with one. inotify would tell of the file that it is mounted on, before it is.
/// </summary>
public sealed class MountWatch : ReadySource, IDisposable
{
    private readonly DescriptorHandle handle = Sys.OpenForReading("/proc/self/mountinfo");

    internal override DescriptorHandle Descriptor => handle;

    internal override bool IsUrgent => true;

    /// <summary>Stops watching.</summary>
    public void Dispose() => handle.Dispose();
}
