using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;

namespace Reconciler.Core.Inspecting;

/// <summary>One thing that was looked at on a host.</summary>
/// <param name="Area">What it is about, in one or two words.</param>
/// <param name="Summary">What was found when nothing is in the way.</param>
/// <param name="Findings">What is, or may be, in the way.</param>
public sealed record Check(string Area, string Summary, ValueList<Diagnostic> Findings)
{
    /// <summary>Whether nothing is in the way.</summary>
    public bool IsClear => Findings.Count == 0;
}
