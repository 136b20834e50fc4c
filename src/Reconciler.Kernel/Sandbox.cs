using Reconciler.Core.Diagnostics;

namespace Reconciler.Kernel;

/// <summary>
/// A throw-away host: the program starts itself again in a network and a mount namespace of its own (and, when it is not root, in
/// a user namespace), where <c>/run/netns</c> is empty and only <c>lo</c> exists.
/// </summary>
public static class Sandbox
{
    /// <summary>
    /// Call it before anything else starts. Outside of the sandbox it does not return, unless the system forbids one; inside, it
    /// completes the sandbox and returns <c>null</c>.
    /// </summary>
    /// <returns>Why there is no sandbox.</returns>
    public static Diagnostic? Enter() => throw new NotImplementedException();
}
