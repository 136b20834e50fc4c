using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;
using Reconciler.Kernel;

namespace Reconciler.Fuzz.Targets;

/// <summary>What key files hold.</summary>
internal static class KeyFileTarget
{
    private static readonly SourceLocation At = new("overlay.yaml", 1, 1);

    public static void Run(byte[] bytes)
    {
        if ((KeyFiles.Parse("overlay.key", bytes, At, out Diagnostic? fault) is null) == (fault is null))
            throw new InvalidOperationException("Neither keys nor a fault, or both.");
    }
}
