using System.Text;
using FluentValidation.Results;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Documents;

namespace Reconciler.Loading.Rules;

/// <summary>Connects FluentValidation's rules with diagnostics and their places.</summary>
internal static class RuleCheck
{
    /// <summary>Applies the rules, and reports what does not hold; false when one of those is an error.</summary>
    public static bool Apply<TSpec>(SpecRules<TSpec> rules, WrittenDocument<TSpec> document, SourceMap places, ICollection<Diagnostic> faults)
        where TSpec : class
    {
        bool sound = true;
        foreach (ValidationFailure failure in rules.Validate(document).Errors)
        {
            Diagnostic fault = (Diagnostic)failure.CustomState;
            faults.Add(fault with { At = places.Locate(FieldPath(failure.PropertyName)) });
            sound &= fault.Severity != Severity.Error;
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
