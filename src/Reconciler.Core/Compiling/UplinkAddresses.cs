using Reconciler.Core.Diagnostics;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>A source address that the host does not have gets no answers, unless somebody routes them here.</summary>
internal static class UplinkAddresses
{
    public static void Check(AttachedNetwork network, Snapshot observed, Wishes wishes)
    {
        for (int i = 0; i < network.Spec.UplinkAddress.Count; i++)
        {
            IpAddress address = network.Spec.UplinkAddress[i];
            if (!observed.Of<Address>(NamespaceId.Host).Any(a => a.Prefix.Address == address))
                wishes.Report(PlanDiagnostics.UplinkAddressMissing(network.Document, i, address));
        }
    }
}
