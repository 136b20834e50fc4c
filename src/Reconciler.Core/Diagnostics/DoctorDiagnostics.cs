using Reconciler.Core.Planning;

namespace Reconciler.Core.Diagnostics;

/// <summary>RC2040 to RC2044, and RC2051: what a host lacks.</summary>
public static class DoctorDiagnostics
{
    /// <param name="capabilities">As capabilities(7) names them.</param>
    public static Diagnostic MissingCapabilities(IEnumerable<string> capabilities) => Diagnostic.Error(
        "RC2040", null, $"this process lacks {string.Join(" and ", capabilities)}: it cannot change the host's networks", "run it as root; 'rehearse' and '--sandbox' need no root");

    public static Diagnostic KernelWithout(string what, Origin? origin) => Diagnostic.Error(
        "RC2041", origin?.At,
        origin is null ? $"this kernel has no {what}" : $"this kernel has no {what}, which {origin.Document} needs",
        "load the module, or install the kernel's package of further modules ('linux-modules-extra-…', 'kernel-modules-extra')");

    /// <param name="command"><c>iptables-legacy</c> or <c>ip6tables-legacy</c>.</param>
    public static Diagnostic LegacyFilter(string command) => Diagnostic.Warning(
        "RC2042", null, $"{command} has a filter table, which cannot be read here: it may drop what the host forwards", $"'{command} -S FORWARD' shows it");

    public static Diagnostic NoRehearsals(string reason, string remedy) => Diagnostic.Warning(
        "RC2043", null, $"only root can rehearse here: {reason}", remedy);

    public static Diagnostic EngineUnanswered(PendingContainer container) => Diagnostic.Error(
        "RC2051", container.Origin.At, container.Reason, "start the engine, or say in DOCKER_HOST or CONTAINER_HOST where it listens (unix:///PATH)");

    public static Diagnostic Unexamined(string what, string reason) => Diagnostic.Error(
        "RC2044", null, $"{what} cannot be looked at: {reason}", "run it as root");
}
