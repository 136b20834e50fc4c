using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Loading.CrossDocument;

/// <summary>A container's routes lead through its networks, and each is said once.</summary>
internal static class ContainerRoutes
{
    public static void Check(DocumentIndex documents, ICollection<Diagnostic> faults)
    {
        FirstPlaces<(string Container, IpPrefix To, uint Metric)> places = new();
        foreach (Document<ContainerAttachmentSpec> attachment in documents.Attachments)
        {
            for (int i = 0; i < attachment.Spec.Routes.Count; i++)
            {
                RouteSpec route = attachment.Spec.Routes[i];
                SourceLocation at = attachment.At($"spec.routes[{i}]");
                uint metric = (uint?)route.Metric ?? Route.DefaultMetric(route.To.Family);
                if (places.Add((InterfaceNames.FileOf(attachment.Spec.Container), route.To, metric), at) is SourceLocation first)
                    faults.Add(CrossDiagnostics.DuplicateRoute(at, route.To, first));
                else if (documents.Network(attachment.Spec.Network) is { Spec.Subnets.Count: > 0 } network && route.Type == RouteType.Unicast)
                    CheckLink(network, route, attachment.At($"spec.routes[{i}].{(route.Via is null ? "to" : "via")}"), faults);
            }
        }
    }

    private static void CheckLink(Document<NetworkSpec> network, RouteSpec route, SourceLocation at, ICollection<Diagnostic> faults)
    {
        if (route.Via is IpAddress via && !network.Spec.Subnets.Any(s => s.Cidr.Contains(via)))
            faults.Add(CrossDiagnostics.NextHopOutside(at, via, network.Id));
        else if (!network.Spec.Subnets.Any(s => s.Cidr.Family == route.To.Family))
            faults.Add(CrossDiagnostics.NoSuchRouteFamily(at, route.To, network.Id));
    }
}
