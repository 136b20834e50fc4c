namespace Reconciler.Kernel.Rehearsing;

/// <summary>Who answers a question.</summary>
internal enum Answerer
{
    /// <summary>A listener of the prover's, which tells whom it sees; or the kernel, which answers every echo.</summary>
    Ours,

    /// <summary>Somebody else: a service that listens there already, or whoever has the address.</summary>
    SomebodyElse,

    /// <summary>Nobody: nothing can listen there.</summary>
    Nobody,
}
