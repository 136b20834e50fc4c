using System.Globalization;
using Reconciler.Core.Inspecting;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Diagnostics;

/// <summary>RC2030 to RC2033, and RC2047: ports that somebody else has.</summary>
public static class PortDiagnostics
{
    /// <param name="severity">A warning where the port is published already.</param>
    /// <param name="port">As in <c>tcp/8080</c>.</param>
    public static Diagnostic Listening(Severity severity, Origin? origin, string port, ValueList<Listener> listeners)
    {
        string who = Who(listeners);
        return new(
            severity, "RC2030",
            severity == Severity.Error ? $"{port} is taken: {who}" : $"{port} is published, and {who} in vain",
            origin?.At,
            severity == Severity.Error ? "stop it, or publish another port: what arrives there would go to the container instead" : "stop it, or publish another port: what arrives there goes to the container");
    }

    /// <param name="severity">A warning where the port is published already.</param>
    public static Diagnostic PublishedByOther(Severity severity, Origin? origin, string port, Claimant.Owner owner) => new(
        severity, "RC2031", $"{port} is published by the owner '{owner.Name}' already", origin?.At,
        $"publish another port, or remove it from the documents that are applied with '--owner {owner.Name}'");

    public static Diagnostic TranslatedByOther(Origin? origin, string port, Claimant.Rule rule) => Diagnostic.Warning(
        "RC2032", origin?.At,
        $"a rule of {rule}, which is not Reconciler's, leads {port} elsewhere: whose rule is asked first decides",
        $"publish another port, or take that rule away; 'nft list chain {rule.Table} {rule.Chain}' shows it");

    public static Diagnostic NamesTaken(Origin origin, ValueList<IpAddress> servers, ValueList<Listener> listeners) => Diagnostic.Warning(
        "RC2047", origin.At, $"the names of {origin.Document} cannot be served at {servers}: {Who(listeners)}",
        "have it listen on certain addresses only, or say 'dns: {enabled: false}' to leave names to it");

    public static Diagnostic SocketsUnreadable(string reason) => Diagnostic.Warning(
        "RC2033", null,
        $"whether somebody listens on published ports already cannot be told: {reason}", "the kernel must have INET_DIAG, with tcp_diag and udp_diag");

    private static string Who(ValueList<Listener> listeners) =>
        string.Join(", ", listeners.GroupBy(Whose).Select(g => $"{g.Key} listens on {string.Join(" and ", g.Select(Where).Distinct())}"));

    private static string Whose(Listener listener) => listener.Process?.ToString()
        ?? string.Create(CultureInfo.InvariantCulture, $"somebody (user {listener.User}, no process that can be seen)");

    private static string Where(Listener listener) => string.Create(
        CultureInfo.InvariantCulture, $"{(listener.Address.Family == IpFamily.IPv6 ? $"[{listener.Address}]" : listener.Address)}:{listener.Port}");
}
