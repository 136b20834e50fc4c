using Reconciler.Core.Documents;

namespace Reconciler.Core.Compiling;

/// <summary>A namespace with <c>lo</c> up and nothing of ours in it; what others put there is theirs and stays.</summary>
internal sealed class NoneMode : Mode
{
    public override NetworkMode Name => NetworkMode.None;

    public override void Compile(AttachedNetwork network, CompileContext context)
    {
        foreach (AttachedContainer container in network.Containers)
            ContainerSide.WantNamespace(container, context);
    }
}
