using Reconciler.Core.Values;

namespace Reconciler.Core.Compiling;

/// <summary>MAC addresses that documents leave unsaid: the same for the same names for ever, so that no neighbour has to learn anew.</summary>
internal static class DerivedMac
{
    // The second-lowest bit of the first byte says 'locally administered', the lowest (group) stays clear.
    private const ulong LocallyAdministered = 0x0200_0000_0000;

    public static MacAddress Of(params ReadOnlySpan<string> names) =>
        new(LocallyAdministered | StableHash.Of(names) & 0x00ff_ffff_ffff);
}
