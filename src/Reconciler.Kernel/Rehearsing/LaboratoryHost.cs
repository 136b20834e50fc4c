using System.Globalization;
using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Resources;
using Reconciler.Kernel.Naming;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>A host of a laboratory.</summary>
public sealed class LaboratoryHost : IDisposable
{
    private readonly NamespaceId id;
    private readonly ContainerSpec itself;
    private readonly string directory;

    internal LaboratoryHost(string name, NetworkNamespace network, string directory)
    {
        Name = name;
        Network = network;
        Names = new(network, resolvers: null);
        this.directory = directory;
        string file = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{network.Descriptor}");
        id = NamespaceId.File(file);
        itself = new ContainerSpec.NamespaceFile(file);
    }

    /// <summary>The name of the node.</summary>
    public string Name { get; }

    /// <summary>The namespace that is the host's.</summary>
    public NetworkNamespace Network { get; }

    /// <summary>Tells containers what names mean; about others than theirs nobody is asked.</summary>
    public NameServer Names { get; }

    /// <summary>What of documents concerns the host, with stand-ins for containers that other programs make.</summary>
    public DocumentSet Part(DocumentSet documents) => StandIns.For(documents, itself).On(Name);

    /// <summary>The host as the engine acts on it.</summary>
    public HostOptions OptionsFor(string owner) => new(owner) { Namespace = id, NamespaceDirectory = directory, StandsInForSecrets = true };

    /// <summary>The namespace of a container of the host; <c>null</c> when there is none.</summary>
    public NetworkNamespace? Find(string container) => new NamedNamespaces(directory).Find(container);

    /// <summary>Takes the host down, with all containers.</summary>
    public void Dispose()
    {
        Names.Dispose();
        new NamedNamespaces(directory).RemoveAll();
        Network.Dispose();
    }
}
