using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>RC1261 to RC1269: what an overlay network or a node says cannot be.</summary>
internal static class OverlayDiagnostics
{
    public static Diagnostic NoVni() => Diagnostic.Error(
        "RC1261", null, "the nodes tell a network of mode overlay from others by its VNI", "say one, as in overlay: {vni: 4200}");

    public static Diagnostic RelativeKeyFile(string file) => Diagnostic.Error(
        "RC1263", null, $"'{file}' is not an absolute path", "begin it with '/', as in /etc/reconciler/overlay.key: it is read on every node");

    public static Diagnostic SpecialAddress(IpAddress address) => Diagnostic.Error(
        "RC1262", null, $"no other node reaches {address}", "use an address that the host has on the network between the nodes");
}
