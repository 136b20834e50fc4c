using FluentValidation.Results;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Loading.Rules;

/// <summary>
/// Where rules report what does not hold of their subject, or of a part of it. Where a part is becomes a text only when something is
/// wrong with it: most documents are sound.
/// </summary>
internal readonly struct RuleFaults
{
    private readonly ValidationResult result;
    private readonly string within;
    private readonly int entry;

    /// <param name="result">FluentValidation's, of the whole document.</param>
    /// <param name="within">What the path of the rules' subject begins with: <c>Spec.</c></param>
    public RuleFaults(ValidationResult result, string within)
        : this(result, within, -1)
    {
    }

    // No entry: the part is not in a list.
    private RuleFaults(ValidationResult result, string within, int entry)
    {
        this.result = result;
        this.within = within;
        this.entry = entry;
    }

    private string Path => entry < 0 ? within : $"{within}[{entry}].";

    /// <summary>Reports a fault of a field.</summary>
    /// <param name="field">As the record names it, from the subject or the part: <c>Bridge.Interface</c>.</param>
    public void Add(string field, Diagnostic fault) =>
        result.Errors.Add(new ValidationFailure(Path + field, fault.Message) { CustomState = fault });

    /// <summary>Reports a fault of an entry of a list.</summary>
    public void Add(string list, int position, Diagnostic fault) => Add($"{list}[{position}]", fault);

    /// <summary>For the rules of a part.</summary>
    public RuleFaults Of(string field) => new(result, $"{Path}{field}.", -1);

    /// <summary>For the rules of an entry of a list.</summary>
    public RuleFaults Of(string list, int position) => new(result, Path + list, position);
}
