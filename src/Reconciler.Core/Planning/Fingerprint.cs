using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Resources;

namespace Reconciler.Core.Planning;

/// <summary>SHA-256 over what is known of a thing, in lower-case hexadecimal digits: whoever keeps it can tell later whether the thing is the same.</summary>
public static class Fingerprint
{
    /// <summary>Of a text, as UTF-8.</summary>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Of a resource as the kernel has it, and whose it is.</summary>
    public static string Of(Observed observed) => Of($"{observed.Ownership}\n{Text(observed.Resource)}");

    /// <summary>Of all that a plan does for one change.</summary>
    /// <param name="steps">Those of the change, with their places in the plan.</param>
    public static string Of(Change change, IEnumerable<(int Place, Step Step)> steps) =>
        Of($"{Text(change)}\n{string.Join('\n', steps.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Place} {Text(s.Step)}")))}");

    private static string Text(Resource resource) => $"{resource.Id}\n{resource.Detail}\n{resource.Kind.Describe(resource)}";

    private static string Text(Change change) => change switch
    {
        Change.Create create => $"create\n{Text(create.Desired)}",
        Change.Update update => $"update\n{Text(update.Observed)}\n{Text(update.Desired)}",
        Change.Replace replace => $"replace {replace.Vanishes}\n{Text(replace.Observed)}\n{Text(replace.Desired)}",
        _ => $"delete\n{Text(change.Subject)}",
    };

    private static string Text(Step step) => $"{step.Stage} {step.Namespace} {step.Verb}\n{string.Join('\n', step.Commands)}";
}
