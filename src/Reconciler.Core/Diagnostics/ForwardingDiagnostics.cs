using System.Globalization;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Diagnostics;

/// <summary>RC2035 to RC2039: settings of the host that keep packets from passing.</summary>
internal static class ForwardingDiagnostics
{
    public static Diagnostic Off(string key, string what, Origin? origin) => Diagnostic.Warning(
        "RC2035", origin?.At, $"{what} is not forwarded: {key} = 0, though the host forwards", $"the command would be: sysctl -w {key}=1");

    public static Diagnostic StrictReversePath(string link, string back, string key, Origin? origin) => Diagnostic.Warning(
        "RC2036", origin?.At,
        $"what arrives by {link} is dropped where the route back leads to {back}: {key} = 1 (strict reverse-path filter)", $"the command would be: sysctl -w {key}=2");

    public static Diagnostic IsolatedFromPublished(string key, Origin? origin) => Diagnostic.Warning(
        "RC2037", origin?.At,
        $"other containers of the network do not reach this published port: it denies traffic between them, and {key} = 1", $"if nobody else needs it: sysctl -w {key}=0");

    public static Diagnostic NoIPv6(string key, string link, Origin? origin) => Diagnostic.Error(
        "RC2038", origin?.At, $"{link} cannot have an IPv6 address: {key} = 1", $"the command would be: sysctl -w {key}=0; or leave the network's IPv6 subnet out");

    public static Diagnostic TrackingNearlyFull(long count, long limit, string key) => Diagnostic.Warning(
        "RC2039", null,
        string.Create(CultureInfo.InvariantCulture, $"the table of connections is nearly full ({count} of {limit}): when it is, new connections are dropped"),
        string.Create(CultureInfo.InvariantCulture, $"the command would be: sysctl -w {key}={limit * 2}"));
}
