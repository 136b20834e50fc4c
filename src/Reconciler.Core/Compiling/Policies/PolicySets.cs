using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling.Policies;

/// <summary>Names of the sets and chains of policies, the same on the host and in containers.</summary>
internal static class PolicySets
{
    /// <summary>Who is closed in a direction: interfaces in a container.</summary>
    public static string Closed(PolicyDirection direction) => "closed-" + Word(direction);

    /// <summary>Who is closed in a direction: addresses of containers, on the host.</summary>
    public static string Closed(PolicyDirection direction, IpFamily family) => $"{Closed(direction)}-{RulesetFrame.Suffix(family)}";

    /// <summary>What is open all the same.</summary>
    public static string Open(PolicyDirection direction, IpFamily family) => $"{Word(direction)}-{RulesetFrame.Suffix(family)}";

    /// <summary>The chain that decides on what goes in a direction.</summary>
    public static string Judge(PolicyDirection direction) => Word(direction);

    /// <summary>The chain that decides on what goes in a direction in a family.</summary>
    public static string Judge(PolicyDirection direction, IpFamily family) => $"{Word(direction)}-{RulesetFrame.Suffix(family)}";

    private static string Word(PolicyDirection direction) => direction == PolicyDirection.Ingress ? "ingress" : "egress";
}
