namespace Reconciler.Kernel.Tests.Changes;

/// <summary>A change of one field of documents that are applied.</summary>
/// <param name="Field">Kind and path, as the JSON Schema has it: <c>Network spec.mtu</c>.</param>
/// <param name="Documents">With the field as it is at first.</param>
/// <param name="From">The value at first, as it is shown.</param>
/// <param name="To">The value afterwards.</param>
/// <param name="Edits">What is replaced in the documents, and by what; each stands there once.</param>
internal sealed record FieldChange(string Field, string Documents, string From, string To, params (string From, string To)[] Edits)
{
    /// <summary>Commands on the host before anything is applied; what they print is the id of a process, <c>$PROCESS</c> in the documents.</summary>
    public string Prepare { get; init; } = "";

    /// <summary>Whether the change is planned only: the kernel of the machine may lack what it takes.</summary>
    public bool IsOnlyPlanned { get; init; }

    /// <summary>The documents afterwards.</summary>
    public string Changed => Edits.Aggregate(Documents, (documents, edit) =>
    {
        Assert.Equal(2, documents.Split(edit.From).Length);
        return documents.Replace(edit.From, edit.To, StringComparison.Ordinal);
    });
}
