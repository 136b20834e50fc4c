using System.Globalization;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>Names of interfaces that documents leave unsaid: readable where they fit into the kernel's 15 bytes, hashed where not.</summary>
public static class InterfaceNames
{
    /// <summary><c>IFNAMSIZ</c> of linux/if.h without its closing NUL.</summary>
    public const int MaxLength = 15;

    // Nearly all containers have just this one.
    private const string FirstInContainer = "eth0";

    /// <summary>An interface of a container: <c>eth0</c>.</summary>
    public static string InContainer(int number) => number == 0 ? FirstInContainer : string.Create(CultureInfo.InvariantCulture, $"eth{number}");

    /// <summary>The bridge of a network: <c>br-web</c>.</summary>
    public static string Bridge(string network) => Derive("br-", network);

    /// <summary>The host's end of an attachment: <c>veth-web-1</c>.</summary>
    public static string HostEnd(string attachment) => Derive("veth-", attachment);

    /// <summary>The host's own macvlan of a network: <c>mv-web</c>.</summary>
    public static string HostAccess(string network) => Derive("mv-", network);

    /// <summary>The VXLAN device of a network: <c>vx-web</c>.</summary>
    public static string Vxlan(string network) => Derive("vx-", network);

    /// <summary>A VLAN of an interface: <c>eth0.10</c>.</summary>
    public static string Vlan(string parent, int id)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{parent}.{id}");
        return name.Length <= MaxLength ? name : Derive("vlan-", name);
    }

    private static string Derive(string prefix, string name)
    {
        if (prefix.Length + name.Length <= MaxLength)
            return prefix + name;
        string hash = StableHash.Of(name).ToString("x16", CultureInfo.InvariantCulture);
        return prefix + hash[..(MaxLength - prefix.Length)];
    }
}
