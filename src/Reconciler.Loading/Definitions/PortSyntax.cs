using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using Reconciler.Loading.Binding;

namespace Reconciler.Loading.Definitions;

/// <summary>Published ports as text: <c>[address:]host[-end]:container[-end][/tcp|udp|sctp]</c>.</summary>
internal static class PortSyntax
{
    public static ValueList<(string Word, TransportProtocol Value)> Protocols { get; } =
        [("tcp", TransportProtocol.Tcp), ("udp", TransportProtocol.Udp), ("sctp", TransportProtocol.Sctp)];

    public static bool TryParsePublication(string text, [MaybeNullWhen(false)] out PortSpec port)
    {
        port = null;
        if (!TrySplitProtocol(text, out ReadOnlySpan<char> ports, out TransportProtocol protocol))
            return false;
        int container = ports.LastIndexOf(':');
        int host = container <= 0 ? -1 : ports[..container].LastIndexOf(':');
        if (container < 0 || !TrySplitAddress(host < 0 ? null : ports[..host].ToString(), out IpAddress? address))
            return false;
        bool read = TryParseRange(ports[(host + 1)..container], out PortRange hostPorts)
            & TryParseRange(ports[(container + 1)..], out PortRange containerPorts);
        port = new() { Host = hostPorts, Container = containerPorts, Protocol = protocol, Address = address };
        return read;
    }

    /// <summary>Reads <c>80</c> or <c>80-89</c>; whether the numbers make sense is for the rules.</summary>
    public static bool TryParseRange(ReadOnlySpan<char> text, out PortRange range)
    {
        int dash = text.IndexOf('-');
        ReadOnlySpan<char> first = dash < 0 ? text : text[..dash];
        ReadOnlySpan<char> last = dash < 0 ? text : text[(dash + 1)..];
        bool read = TryParsePort(first, out ushort from) & TryParsePort(last, out ushort to);
        range = new(from, to);
        return read;
    }

    private static bool TryParsePort(ReadOnlySpan<char> text, out ushort port)
    {
        port = 0;
        return DecimalNumber.IsWritten(text)
            && ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port)
            && port > 0;
    }

    private static bool TrySplitProtocol(ReadOnlySpan<char> text, out ReadOnlySpan<char> ports, out TransportProtocol protocol)
    {
        int slash = text.IndexOf('/');
        ports = slash < 0 ? text : text[..slash];
        ReadOnlySpan<char> word = slash < 0 ? "tcp" : text[(slash + 1)..];
        foreach ((string known, TransportProtocol value) in Protocols)
        {
            protocol = value;
            if (word.SequenceEqual(known))
                return true;
        }
        protocol = default;
        return false;
    }

    // IPv6 addresses stand in brackets, so that their colons are not the port's.
    private static bool TrySplitAddress(string? text, out IpAddress? address)
    {
        address = null;
        if (text is null)
            return true;
        bool bracketed = text.StartsWith('[') && text.EndsWith(']');
        bool read = IpAddress.TryParse(bracketed ? text[1..^1] : text, out IpAddress parsed) && parsed.Family == IpFamily.IPv6 == bracketed;
        address = parsed;
        return read;
    }
}
