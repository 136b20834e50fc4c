namespace Reconciler.Cli;

/// <summary>How the program ends; scripts rely on these numbers.</summary>
internal static class ExitCode
{
    /// <summary>Done and verified; or: valid, in sync.</summary>
    public const int Success = 0;

    /// <summary>A fault of the command line, of the files or of the host; nothing was changed.</summary>
    public const int Refused = 1;

    /// <summary><c>plan</c> and <c>status</c>: the kernel is not as the documents say.</summary>
    public const int Differs = 2;

    /// <summary>Something failed on the way, and everything is back as it was.</summary>
    public const int Undone = 3;

    /// <summary>Done, but for containers that are not there yet.</summary>
    public const int Pending = 4;

    /// <summary>Something failed on the way, and not everything could be set back.</summary>
    public const int NotUndone = 5;

    /// <summary>A bug (<c>EX_SOFTWARE</c> of sysexits.h).</summary>
    public const int Bug = 70;
}
