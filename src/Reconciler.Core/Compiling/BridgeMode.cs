using Reconciler.Core.Documents;

namespace Reconciler.Core.Compiling;

/// <summary>A Linux bridge for each network, which nothing but the host leads out of.</summary>
internal sealed class BridgeMode : Mode
{
    public override NetworkMode Name => NetworkMode.Bridge;

    public override void Compile(AttachedNetwork network, CompileContext context) =>
        BridgedNetwork.Want(network, network.Spec.Mtu ?? context.UplinkMtu, context);
}
