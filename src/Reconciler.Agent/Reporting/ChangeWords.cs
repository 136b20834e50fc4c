using Reconciler.Core.Planning;
using Reconciler.Core.Resources;

namespace Reconciler.Agent.Reporting;

/// <summary>What a change says about how it was before.</summary>
internal static class ChangeWords
{
    private const int LongValue = 80;

    /// <summary>As in <c>link/host/br-web: mtu was 1300 instead of 1500</c>.</summary>
    public static string Difference(Change change) => $"{change.Id}: " + change switch
    {
        Change.Create => "was missing",
        Change.Update update => string.Join(", ", update.Fields.Select(Field)),
        Change.Replace { Fields.Count: 0 } => "had to be made again with what it stands on",
        Change.Replace replace => string.Join(", ", replace.Fields.Where(f => f.Mutability == Mutability.ByReplacing).Select(Field)),
        _ => "is wanted by nobody",
    };

    private static string Field(FieldChange field) => $"{field.Field} was {Short(field.From ?? "unset")} instead of {Short(field.To)}";

    private static string Short(string value) => value.Length <= LongValue ? value : value[..(LongValue - 1)] + "…";
}
