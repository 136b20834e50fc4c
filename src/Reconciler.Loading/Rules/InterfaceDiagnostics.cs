using Reconciler.Core.Diagnostics;

namespace Reconciler.Loading.Rules;

/// <summary>RC1220: names of interfaces.</summary>
internal static class InterfaceDiagnostics
{
    public static Diagnostic Name(string? name) => Diagnostic.Error(
        "RC1220", null, $"'{name}' cannot be the name of an interface",
        "a name has at most 15 bytes, without '/', ':', '%' and spaces; '.', '..', 'lo', 'all' and 'default' are taken");
}
