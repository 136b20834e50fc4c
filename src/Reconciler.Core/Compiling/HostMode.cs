using Reconciler.Core.Documents;

namespace Reconciler.Core.Compiling;

/// <summary>The container shares the host's namespace, which <see cref="ContainerNamespaces"/> checks; nothing is made.</summary>
internal sealed class HostMode : Mode
{
    public override NetworkMode Name => NetworkMode.Host;

    public override void Compile(AttachedNetwork network, CompileContext context)
    {
    }
}
