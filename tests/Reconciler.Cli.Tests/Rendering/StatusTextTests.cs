using Reconciler.Cli.Commands;
using Reconciler.Cli.Rendering;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;

namespace Reconciler.Cli.Tests.Rendering;

/// <summary>The state of each document as people read it.</summary>
public class StatusTextTests
{
    [Fact]
    public void Documents_that_the_kernel_agrees_with_are_in_sync() => Assert.Equal(
        """
        in sync  Network/web
        in sync  ContainerAttachment/web-1
        in sync  ContainerAttachment/web-2

        3 in sync.

        """,
        Text(Plans.Quickstart, Plans.InSync));

    [Fact]
    public void Drift_shows_what_would_put_it_right_and_pending_the_reason() =>
        Golden.Assert("status.txt", Text(Plans.Changed, Plans.Mixed()));

    [Fact]
    public void What_no_document_wants_counts() =>
        Assert.EndsWith("6 no longer wanted.\n", Text(DocumentSet.Empty, Plans.Destruction), StringComparison.Ordinal);

    private static string Text(DocumentSet documents, Plan plan)
    {
        using StringWriter writer = new();
        StatusText.Write(DocumentStatus.Of(documents, plan), DocumentStatus.Unwanted(plan), null, new PlainPage(writer));
        return writer.ToString();
    }
}
