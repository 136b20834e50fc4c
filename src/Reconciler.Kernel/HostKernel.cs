namespace Reconciler.Kernel;

/// <summary>The kernel as it is seen from one host namespace, for one owner. Nothing is opened before it is needed.</summary>
public sealed class HostKernel(HostOptions options) : IDisposable
{
    /// <summary>What it was made with.</summary>
    public HostOptions Options { get; } = options;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
