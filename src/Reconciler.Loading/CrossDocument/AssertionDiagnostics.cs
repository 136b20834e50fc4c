using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;

namespace Reconciler.Loading.CrossDocument;

/// <summary>RC1341 to RC1349: assertions about nobody.</summary>
internal static class AssertionDiagnostics
{
    public static Diagnostic UnknownAttachment(SourceLocation at, string attachment) => Diagnostic.Error(
        "RC1341", at, $"there is no ContainerAttachment '{attachment}'", "correct the name, or remove the assertion with what it was about");

    public static Diagnostic NobodyHas(SourceLocation at) => Diagnostic.Error(
        "RC1342", at, "no ContainerAttachment has these labels", "correct them, or label those that are meant");

    public static Diagnostic NobodyOn(SourceLocation at, string network) => Diagnostic.Error(
        "RC1343", at, $"no ContainerAttachment is on a network '{network}'", "correct the name, or remove the assertion with what it was about");

    public static Diagnostic NotPublished(SourceLocation at, ServiceSpec service) => Diagnostic.Error(
        "RC1344", at, $"no ContainerAttachment publishes {service}", "name the port of the host, as in ports: [\"8080:80\"]");
}
