using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Loading.Binding;

namespace Reconciler.Loading.CrossDocument;

/// <summary>RC1351 to RC1354: policies about those who are not there, or cannot be closed.</summary>
internal static class PolicyDiagnostics
{
    public static Diagnostic UnknownAttachment(SourceLocation at, string attachment) => Diagnostic.Error(
        "RC1351", at, $"there is no ContainerAttachment '{attachment}'", "correct the name, or remove what is said about it");

    public static Diagnostic UnknownNetwork(SourceLocation at, string network, IReadOnlyCollection<string> known) => Diagnostic.Error(
        "RC1352", at, $"there is no Network '{network}'", NearestName.Advise(network, known));

    public static Diagnostic SelectsNobody(SourceLocation at) => Diagnostic.Warning(
        "RC1353", at, "no ContainerAttachment is selected here", "correct the labels, or label those that are meant");

    public static Diagnostic CannotBeClosed(SourceLocation at, string attachment, NetworkMode mode) => Diagnostic.Error(
        "RC1354", at, $"'{attachment}' is on a network of mode {mode.ToString().ToLowerInvariant()}, where it has no interface that could be closed",
        mode == NetworkMode.Host ? "give it a network of another mode: what it may do is the host's firewall's matter" : "select others");
}
