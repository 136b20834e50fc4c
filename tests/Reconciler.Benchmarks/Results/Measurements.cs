namespace Reconciler.Benchmarks.Results;

/// <summary>All that was measured, as it was: medians and ratios are computed when it is shown.</summary>
internal sealed record Measurements
{
    /// <summary>Where the last part was measured.</summary>
    public Machine? Machine { get; init; }

    /// <summary>All peers, round by round.</summary>
    public IReadOnlyList<Sample> Comparison { get; init; } = [];

    /// <summary>Commands that need no host.</summary>
    public IReadOnlyList<Sample> Commands { get; init; } = [];

    /// <summary>The program and the limit over the number of attachments.</summary>
    public IReadOnlyList<Sample> Growth { get; init; } = [];

    public IReadOnlyList<RateSample> Packets { get; init; } = [];

    public IReadOnlyList<RepairSample> Repairs { get; init; } = [];

    public DaemonSample? Daemon { get; init; }

    public IReadOnlyList<MicroResult> Micro { get; init; } = [];
}
