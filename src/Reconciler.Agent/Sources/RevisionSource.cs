using Reconciler.Agent.Revisions;

namespace Reconciler.Agent.Sources;

/// <summary>Where documents come from. It is asked when it has rung, and when its time has come.</summary>
public abstract class RevisionSource : IDisposable
{
    /// <summary>For people, as in <c>networks/</c>.</summary>
    public abstract string Name { get; }

    /// <summary>When it is to be asked even if it has not rung; <c>null</c>: it will ring.</summary>
    public abstract DateTimeOffset? Due { get; }

    /// <summary>The newest revision, when it is another one than before; must not wait for others.</summary>
    public abstract Revision? Take(DateTimeOffset now);

    /// <summary>Makes it look whether or not it has noticed anything.</summary>
    public abstract void LookAgain();

    /// <summary>Stops looking.</summary>
    public abstract void Dispose();
}
