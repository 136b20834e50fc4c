using Reconciler.Cli.Json;
using Reconciler.Cli.Rendering;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Cli.Tests.Rendering;

/// <summary>Faults for pull requests and code scanners.</summary>
public class DiagnosticsTests
{
    private static readonly Diagnostic[] Faults =
    [
        Diagnostic.Error("RC1203", new("a,b/web.yaml", 14, 9), "gateway 10.21.0.1 is 100% outside of 10.20.0.0/24", "use 10.20.0.1"),
        Diagnostic.Warning("RC2005", null, "the container keeps its default route"),
    ];

    [Fact]
    public void GitHub_is_told_file_line_and_column_with_its_escapes()
    {
        using StringWriter writer = new();
        GitHubText.Write(Faults, writer);
        Assert.Equal(
            """
            ::error file=a%2Cb/web.yaml,line=14,col=9,title=RC1203::gateway 10.21.0.1 is 100%25 outside of 10.20.0.0/24%0Ause 10.20.0.1
            ::warning title=RC2005::the container keeps its default route

            """,
            writer.ToString());
    }

    [Fact]
    public void Sarif_has_rule_level_message_and_place()
    {
        using StringWriter writer = new();
        JsonOutput.Write(SarifLog.Of(Faults, "1.2.3"), writer);
        Golden.Assert("faults.sarif", writer.ToString());
    }
}
