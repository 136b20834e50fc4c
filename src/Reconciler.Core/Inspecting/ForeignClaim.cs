using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Inspecting;

/// <summary>Who else leads ports of the host elsewhere; closed, only the nested cases exist.</summary>
public abstract record Claimant
{
    private Claimant()
    {
    }

    /// <summary>Another owner.</summary>
    public sealed record Owner(string Name) : Claimant;

    /// <summary>A rule of another program.</summary>
    /// <param name="Table">With its family, as in <c>ip nat</c>.</param>
    public sealed record Rule(string Table, string Chain) : Claimant
    {
        public override string ToString() => $"'{Table} {Chain}'";
    }
}

/// <summary>Ports of the host that somebody else leads elsewhere.</summary>
/// <param name="Protocol"><c>null</c>: any.</param>
/// <param name="Family"><c>null</c>: both.</param>
/// <param name="Address"><c>null</c>: of all the host's addresses.</param>
public sealed record ForeignClaim(Claimant By, TransportProtocol? Protocol, IpFamily? Family, IpAddress? Address, PortRange Ports)
{
    /// <summary>Whether it is about packets that documents lead to a container.</summary>
    public bool Concerns(PublishedPort port) =>
        (Protocol ?? port.Protocol) == port.Protocol && (Family ?? port.Family) == port.Family && Ports.Overlaps(port.Ports)
        && (Address is null || port.Address is null || Address == port.Address);
}
