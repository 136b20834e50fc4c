namespace Reconciler.Netlink.Waiting;

/// <summary>Something that tells when there is news, and is asked for it then.</summary>
public abstract class ReadySource
{
    private protected ReadySource()
    {
    }

    /// <summary>What is polled.</summary>
    internal abstract DescriptorHandle Descriptor { get; }

    /// <summary>Whether news are told as an exceptional condition (<c>EPOLLPRI</c>), as those of files of <c>/proc</c> are.</summary>
    internal virtual bool IsUrgent => false;
}
