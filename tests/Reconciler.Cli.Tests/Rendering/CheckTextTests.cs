using Reconciler.Cli.Rendering;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Inspecting;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Tests.Rendering;

/// <summary>What a host was examined for, for people.</summary>
public class CheckTextTests
{
    private static readonly Check Clear = new("git", "found", []);
    private static readonly Check Warned = new("connections", "", [Diagnostic.Warning("RC2039", null, "the table is nearly full", "type this")]);

    private static readonly Check Failed = new("host", "", [Diagnostic.Error("RC2004", new("web.yaml", 4, 9), "the subnet overlaps"), .. Warned.Findings]);

    private static string Text(params Check[] checks)
    {
        StringWriter writer = new();
        CheckText.Write(checks.ToValueList(), new PlainPage(writer));
        return writer.ToString();
    }

    [Fact]
    public void Each_thing_has_its_line_and_what_to_do_below() => Assert.Equal(
        """
        ✗ host              the subnet overlaps (web.yaml:4:9)
        ! host              the table is nearly full
                            → type this
        ✓ git               found
        1 thing is in the way, 1 may be.

        """, Text(Failed, Clear));

    [Fact]
    public void The_last_line_says_how_sure_it_is()
    {
        Assert.EndsWith("\nNothing is in the way.\n", Text(Clear), StringComparison.Ordinal);
        Assert.EndsWith("\n2 things may be in the way.\n", Text(Warned, Warned), StringComparison.Ordinal);
        Assert.EndsWith("\n1 thing may be in the way.\n", Text(Warned), StringComparison.Ordinal);
        Assert.EndsWith("\n2 things are in the way.\n", Text(Failed with { Findings = [Failed.Findings[0]] }, Failed with { Findings = [Failed.Findings[0]] }), StringComparison.Ordinal);
        Assert.Empty(Text());
    }
}
