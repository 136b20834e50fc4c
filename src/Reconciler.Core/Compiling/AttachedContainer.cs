using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>An attachment with everything that its document leaves unsaid decided.</summary>
/// <param name="Namespace">The container's.</param>
/// <param name="Interface">Its name in the container.</param>
/// <param name="HostInterface">Its name on the host.</param>
/// <param name="Addresses">One for each family of the network, with the subnet's length.</param>
/// <param name="DefaultRoutes">The families in which this network gives the container its default route.</param>
internal sealed record AttachedContainer(
    Document<ContainerAttachmentSpec> Document,
    NamespaceId Namespace,
    string Interface,
    string HostInterface,
    MacAddress Mac,
    ValueList<IpPrefix> Addresses,
    ValueList<IpFamily> DefaultRoutes)
{
    public string Name => Document.Name;

    /// <summary>The origin of the attachment itself.</summary>
    public Origin Origin { get; } = new(Document.Id, Document.At("spec.network"));

    /// <summary>The origin of what a value of the document asks for.</summary>
    public Origin From(string path) => new(Document.Id, Document.At(path));
}

/// <summary>An attachment of a container that runs on another node.</summary>
internal sealed record RemoteContainer(Document<ContainerAttachmentSpec> Document, MacAddress Mac, ValueList<IpPrefix> Addresses)
{
    /// <summary>The origin of the attachment itself.</summary>
    public Origin Origin => new(Document.Id, Document.At("spec.network"));
}

/// <summary>Another node of a network, with what it attaches to it.</summary>
internal sealed record AttachedPeer(Document<NodeSpec> Node, ValueList<RemoteContainer> Containers);

/// <summary>A network with its attachments.</summary>
/// <param name="Bridge">The host's interface of the network.</param>
/// <param name="Peers">The other nodes of a network that spans several.</param>
/// <param name="ReachableFromBridges">Those of the networks of <see cref="NetworkSpec.ReachableFrom"/>, in its order.</param>
internal sealed record AttachedNetwork(
    Document<NetworkSpec> Document,
    string Bridge,
    ValueList<string> ReachableFromBridges,
    ValueList<AttachedContainer> Containers,
    ValueList<AttachedPeer> Peers)
{
    public string Name => Document.Name;

    public NetworkSpec Spec => Document.Spec;

    public bool Has(IpFamily family)
    {
        foreach (SubnetSpec subnet in Spec.Subnets)
        {
            if (subnet.Cidr.Family == family)
                return true;
        }
        return false;
    }

    /// <summary>The origin of what a value of the document asks for.</summary>
    public Origin From(string path) => new(Document.Id, Document.At(path));
}
