using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Rehearsing;

/// <summary>Where questions are asked from, or answered: a host, a container on it, or the outside.</summary>
/// <param name="Host">The name of the host, or <see cref="LaboratoryLayout.OutsideName"/>.</param>
/// <param name="Namespace">On the host; <see cref="NamespaceId.Host"/>: the host itself.</param>
/// <param name="Name">As people call it.</param>
/// <param name="Addresses">By which it is asked for.</param>
public sealed record Place(string Host, NamespaceId Namespace, string Name, ValueList<IpAddress> Addresses)
{
    /// <summary>The machine that it is on.</summary>
    public Place Machine => OfMachine(Host);

    /// <summary>A machine by its name, where addresses do not matter.</summary>
    public static Place OfMachine(string name) => new(name, NamespaceId.Host, name, []);

    /// <summary>Whether both are one namespace, whatever they are called.</summary>
    public bool Is(Place other) => Host == other.Host && Namespace == other.Namespace;

    /// <summary>As the end of a sentence: on a host, or in a container.</summary>
    public string Where => $"{(Namespace.IsHost ? "on" : "in")} {Name}";
}

/// <summary>An attachment with the place that its container is.</summary>
public sealed record PlacedAttachment(Document<ContainerAttachmentSpec> Document, Place Place);
