using Reconciler.Core.Documents;

namespace Reconciler.Core.Compiling;

/// <summary>A Linux bridge for each network, which nothing but the host leads out of; or somebody else's bridge.</summary>
internal sealed class BridgeMode : Mode
{
    public override NetworkMode Name => NetworkMode.Bridge;

    public override void Compile(AttachedNetwork network, CompileContext context)
    {
        if (network.Spec.Bridge.External)
            ExternalBridge.Join(network, context);
        else
            BridgedNetwork.Want(network, network.Spec.Mtu ?? context.UplinkMtu, context);
    }
}
