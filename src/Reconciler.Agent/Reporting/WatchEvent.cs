using Reconciler.Core.Documents;
using Reconciler.Core.Resources;

namespace Reconciler.Agent.Reporting;

/// <summary>What an event is about.</summary>
public enum WatchEventKind
{
    /// <summary>The watch has begun.</summary>
    Started,

    /// <summary>A revision was read.</summary>
    Revision,

    /// <summary>Nothing of a revision can be had; the earlier documents stay.</summary>
    Refused,

    /// <summary>A revision, or what was waited for, is in the kernel.</summary>
    Applied,

    /// <summary>Something that had drifted was put right.</summary>
    Healed,

    /// <summary>Something is undone again and again, and is left alone for a while.</summary>
    Conflict,

    /// <summary>A document's state is another one.</summary>
    State,

    /// <summary>A comparison did not succeed and is tried again, or succeeded again.</summary>
    Fault,

    /// <summary>The source of the documents cannot be read, or can again.</summary>
    Source,

    /// <summary>Names cannot be served somewhere, or can again.</summary>
    Names,

    /// <summary>Another process changes the host.</summary>
    Waiting,

    /// <summary>The documents are read again since somebody asked for it.</summary>
    Reloading,

    /// <summary>The watch ends; the network stays as it is.</summary>
    Stopping,
}

/// <summary>How much an event is of interest.</summary>
public enum WatchLevel
{
    /// <summary>All is well.</summary>
    Info,

    /// <summary>Something is not as it should be, and taken care of.</summary>
    Warning,

    /// <summary>Somebody has to do something.</summary>
    Error,
}

/// <summary>Something that happened, for people and programs.</summary>
/// <param name="Text">All of it, in one line.</param>
public sealed record WatchEvent(WatchEventKind Kind, WatchLevel Level, string Text)
{
    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The document that it is about.</summary>
    public DocumentId? Document { get; init; }

    /// <summary>The document's state.</summary>
    public string? State { get; init; }

    /// <summary>The object that it is about.</summary>
    public ResourceId? Resource { get; init; }

    /// <summary>What the kernel told, which led to it.</summary>
    public string? Cause { get; init; }

    /// <summary>The revision that is, or is to be, in the kernel.</summary>
    public string? Revision { get; init; }

    /// <summary>How many changes were made.</summary>
    public int? Changes { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan? Duration { get; init; }
}
