namespace Reconciler.Kernel.Locking;

/// <summary>What becomes of a change that waits to be confirmed.</summary>
public enum ConfirmationAnswer
{
    /// <summary>Nobody has answered in time.</summary>
    None,

    /// <summary>It stays.</summary>
    Keep,

    /// <summary>It is undone at once.</summary>
    Undo,
}
