using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;

namespace Reconciler.Cli.Reports;

/// <summary>How a test case ended, in JUnit's words.</summary>
internal enum TestEnd
{
    Passed,

    /// <summary>What it asserts does not hold.</summary>
    Failure,

    /// <summary>It went wrong before anything was shown.</summary>
    Error,

    /// <summary>It was not come to.</summary>
    Skipped,
}

/// <summary>One thing that was to be shown.</summary>
/// <param name="At">What says so; <c>null</c>: no line of the documents.</param>
/// <param name="Faults">Why it did not pass.</param>
internal sealed record TestCase(string Name, SourceLocation? At, TimeSpan Took, TestEnd End, IReadOnlyList<Diagnostic> Faults)
{
    /// <summary>Why it did not pass, where no fault says so.</summary>
    public string? Reason { get; init; }

    /// <summary>One that passed if nothing was found.</summary>
    /// <param name="otherwise">How it ended else.</param>
    public static TestCase Of(string name, SourceLocation? at, TimeSpan took, TestEnd otherwise, IReadOnlyList<Diagnostic> faults) =>
        new(name, at, took, faults.Count == 0 ? TestEnd.Passed : otherwise, faults);
}

/// <summary>Test cases that belong together.</summary>
/// <param name="At">The document that says so; <c>null</c>: none of its own.</param>
internal sealed record TestSuite(string Name, SourceLocation? At, IReadOnlyList<TestCase> Cases);
