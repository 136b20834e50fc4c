using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Kernel;

/// <summary>What an observation looks at besides the host and all that is the owner's.</summary>
/// <param name="Namespaces">The namespaces that documents name; those that do not exist are left out.</param>
/// <param name="Sysctls">The settings that are read; their values do not matter.</param>
public sealed record ObservationScope(ValueList<NamespaceId> Namespaces, ValueList<Sysctl> Sysctls);
