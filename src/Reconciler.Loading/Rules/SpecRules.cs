using FluentValidation;
using FluentValidation.Results;

namespace Reconciler.Loading.Rules;

/// <summary>
/// Rules of a record as they are compiled. FluentValidation reads what <c>RuleFor</c> names through expressions, and those a program
/// that is compiled ahead of time can only interpret: that took longer than to read the documents.
/// </summary>
internal abstract class SpecRules<T> : AbstractValidator<T>
{
    /// <summary>Reports whatever does not hold, in the order of the rules.</summary>
    protected abstract void Check(T subject, RuleFaults faults);

    /// <returns>Always <c>false</c>: there are no rules besides these.</returns>
    protected sealed override bool PreValidate(ValidationContext<T> context, ValidationResult result)
    {
        Check(context.InstanceToValidate, new(result));
        return false;
    }
}
