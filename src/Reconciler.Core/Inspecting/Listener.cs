using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Inspecting;

/// <summary>A process of the host.</summary>
public sealed record LocalProcess(int Id, string Name)
{
    public override string ToString() => $"'{Name}' (pid {Id})";
}

/// <summary>A socket of the host that waits for whoever comes.</summary>
/// <param name="Address">What it is bound to; unspecified: all of its family.</param>
/// <param name="TakesIPv4">Whether IPv4 arrives at it, too, when it is bound to <c>::</c>.</param>
/// <param name="Inode">By which its process is found.</param>
/// <param name="User">The number of the user who opened it.</param>
public sealed record Listener(TransportProtocol Protocol, IpAddress Address, ushort Port, bool TakesIPv4, uint Inode, uint User)
{
    /// <summary>Whose it is; <c>null</c>: nobody's that can be seen, as the kernel's own and those of other users.</summary>
    public LocalProcess? Process { get; init; }

    /// <summary>
    /// Whether packets that would arrive at it go to a container instead. A port that is published on all addresses is so on
    /// <c>127.0.0.1</c>, too, but not on <c>::1</c>, which cannot be translated.
    /// </summary>
    public bool LosesTo(PublishedPort port) =>
        Protocol == port.Protocol && Port >= port.Ports.First && Port <= port.Ports.Last && (Address.IsUnspecified
            ? Address.Family == port.Family || TakesIPv4 && port.Family == IpFamily.IPv4
            : Address.Family == port.Family && (port.Address is IpAddress only ? Address == only : Address != Loopback6));

    private static IpAddress Loopback6 { get; } = IpAddress.Parse("::1");
}
