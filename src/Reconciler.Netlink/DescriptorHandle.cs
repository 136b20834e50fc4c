using Microsoft.Win32.SafeHandles;

namespace Reconciler.Netlink;

/// <summary>A file descriptor that is closed when nobody holds it any more.</summary>
internal sealed class DescriptorHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public DescriptorHandle(int descriptor)
        : base(ownsHandle: true) => SetHandle(descriptor);

    public int Number => (int)handle;

    protected override bool ReleaseHandle() => Sys.Close((int)handle);
}
