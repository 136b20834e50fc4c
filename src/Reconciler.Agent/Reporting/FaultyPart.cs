namespace Reconciler.Agent.Reporting;

/// <summary>What of the daemon's work can fail as a whole.</summary>
public enum FaultyPart
{
    /// <summary>The documents cannot be read, or not be trusted: newer ones may be there.</summary>
    Source,

    /// <summary>The newest revision is refused: earlier documents are in the kernel.</summary>
    Revision,

    /// <summary>The host cannot be compared, or not be changed: nobody knows whether it is as the documents say.</summary>
    Comparison,

    /// <summary>Containers of a network cannot look names up.</summary>
    Names,
}
