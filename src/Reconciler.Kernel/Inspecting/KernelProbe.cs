using System.Net;
using Reconciler.Core.Inspecting;
using Reconciler.Core.Planning;
using Reconciler.Kernel.Resources.Nft;
using Reconciler.Netlink;
using Reconciler.Netlink.Namespaces;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;
using Reconciler.Netlink.Xfrm;

namespace Reconciler.Kernel.Inspecting;

/// <summary>
/// Finds out what a kernel has been built with, or loads as a module, by trying it in a network namespace that vanishes with this.
/// </summary>
internal sealed class KernelProbe : IDisposable
{
    private readonly NetworkNamespace here = NetworkNamespace.Create("probe");

    /// <summary>Whether it takes the rules that every host with bridges has.</summary>
    public bool HasRuleset() => Takes(NetlinkProtocol.Netfilter, writer =>
    {
        RulesetWriter ruleset = new(writer, null);
        foreach (Step step in KernelNeeds.Ruleset)
            ruleset.Append(step);
        ruleset.End();
    }, (connection, writer) => connection.Transact(writer));

    /// <summary>Whether it has devices of a kind. What is asked for is incomplete: any other refusal comes from the kind itself.</summary>
    public bool HasDevices(string kind)
    {
        try
        {
            return Takes(NetlinkProtocol.Route, writer => new LinkMessage { Name = kind, Kind = kind }.Write(writer, RouteMessageType.NewLink, MessageFlags.Create | MessageFlags.Exclusive));
        }
        catch (NetlinkException)
        {
            return true;
        }
    }

    /// <summary>Whether it encrypts as overlays need it.</summary>
    public bool HasEncryption() => Takes(NetlinkProtocol.Xfrm, writer =>
        new XfrmStateMessage(IPAddress.Loopback, IPAddress.Loopback, 0x1000) { RequestId = 1, Aead = new("rfc4106(gcm(aes))", new byte[36], 128) }.Write(writer));

    public void Dispose() => here.Dispose();

    private bool Takes(NetlinkProtocol protocol, Action<MessageWriter> write, Action<NetlinkConnection, MessageWriter>? send = null)
    {
        MessageWriter writer = new();
        write(writer);
        try
        {
            using NetlinkConnection connection = NetlinkConnection.Open(here, protocol);
            (send ?? ((c, w) => c.Request(w)))(connection, writer);
            return true;
        }
        catch (NetlinkException e) when (e.Errno is Errno.EOPNOTSUPP or Errno.EPROTONOSUPPORT or Errno.ENOSYS or Errno.ENOENT)
        {
            return false;
        }
    }
}
