namespace Reconciler.Cli.Rendering;

/// <summary>What a piece of text means; on a terminal each has its colour.</summary>
internal enum Tone
{
    Plain,
    Strong,
    Faint,
    Create,
    Update,
    Replace,
    Delete,
    Success,
    Warning,
    Error,
}
