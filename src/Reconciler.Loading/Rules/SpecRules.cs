using FluentValidation;
using FluentValidation.Results;
using Reconciler.Core.Documents;

namespace Reconciler.Loading.Rules;

/// <summary>
/// The rules of a kind of document, as they are compiled. FluentValidation reads what <c>RuleFor</c> names through expressions, and those a
/// program that is compiled ahead of time can only interpret: that took longer than to read the documents.
/// </summary>
internal abstract class SpecRules<TSpec> : AbstractValidator<WrittenDocument<TSpec>>
    where TSpec : class
{
    /// <summary>Reports whatever does not hold, in the order of the rules.</summary>
    protected abstract void Check(TSpec spec, RuleFaults faults);

    /// <returns>Always <c>false</c>: there are no rules besides these.</returns>
    protected sealed override bool PreValidate(ValidationContext<WrittenDocument<TSpec>> context, ValidationResult result)
    {
        if (context.InstanceToValidate.Metadata is Metadata metadata)
            MetadataRules.Check(metadata, new(result, "Metadata."));
        if (context.InstanceToValidate.Spec is TSpec spec)
            Check(spec, new(result, "Spec."));
        return false;
    }
}
