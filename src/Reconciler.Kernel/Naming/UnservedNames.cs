using Reconciler.Core.Values;

namespace Reconciler.Kernel.Naming;

/// <summary>An address at which the names of a network cannot be served.</summary>
/// <param name="Reason">Why.</param>
public sealed record UnservedNames(string Network, IpAddress Server, string Reason);
