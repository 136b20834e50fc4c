using System.Text;
using FluentValidation;
using FluentValidation.Results;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;

namespace Reconciler.Loading.Rules;

/// <summary>Connects FluentValidation's rules with diagnostics and their places.</summary>
internal static class RuleCheck
{
    /// <summary>Applies the rules, and reports what does not hold; false when one of those is an error.</summary>
    /// <param name="path">The path of the subject in its document.</param>
    public static bool Apply<T>(IValidator<T> rules, T subject, string path, SourceMap places, ICollection<Diagnostic> faults)
    {
        bool sound = true;
        foreach (ValidationFailure failure in rules.Validate(subject).Errors)
        {
            Diagnostic fault = (Diagnostic)failure.CustomState;
            faults.Add(fault with { At = places.Locate($"{path}.{FieldPath(failure.PropertyName)}") });
            sound &= fault.Severity != Core.Diagnostics.Severity.Error;
        }
        return sound;
    }

    // Records' names to YAML's: Bridge.Interface to bridge.interface. What stands in brackets is a number or the user's own key.
    private static string FieldPath(string property)
    {
        StringBuilder path = new(property);
        bool begins = true;
        for (int i = 0, brackets = 0; i < path.Length; i++)
        {
            brackets += path[i] switch { '[' => 1, ']' => -1, _ => 0 };
            if (begins && brackets == 0)
                path[i] = char.ToLowerInvariant(path[i]);
            begins = path[i] == '.';
        }
        return path.ToString();
    }
}
