using Reconciler.Core.Diagnostics;

namespace Reconciler.Loading.Tests.Rendering;

/// <summary>Diagnostics for people.</summary>
public class RendererTests
{
    [Fact]
    public void A_fault_is_shown_with_its_line_a_caret_and_what_to_write_instead() => Assert.Equal(
        """
        networks/web.yaml:2:12: error RC1203: gateway 10.21.0.1 is not in 10.20.0.0/24
              gateway: 10.21.0.1
                       ^
          hint: use an address from 10.20.0.1 to 10.20.0.254

        """,
        Render("spec:\n  gateway: 10.21.0.1\n", 2, 12, "gateway 10.21.0.1 is not in 10.20.0.0/24", "use an address from 10.20.0.1 to 10.20.0.254"));

    [Fact]
    public void Without_a_place_or_a_hint_there_is_one_line() => Assert.Equal(
        "warning RC2005: it stays\n",
        DiagnosticRenderer.Render(Diagnostic.Warning("RC2005", null, "it stays"), new Dictionary<string, string>()));

    [Theory]
    [InlineData("\tb: x", 4, "    \tb: x\n    \t  ^\n")]
    [InlineData("é: x", 4, "    é: x\n       ^\n")]
    [InlineData("😀: x", 5, "    😀: x\n        ^\n")]
    [InlineData("名: x", 4, "    名: x\n        ^\n")]
    [InlineData("e\u0301: x", 5, "    e\u0301: x\n       ^\n")]
    [InlineData("a: \u001b[31mx", 4, "    a: \uFFFD[31mx\n       ^\n")]
    [InlineData("a: \u202ex", 5, "    a: \uFFFDx\n        ^\n")]
    [InlineData("a: x", 99, "    a: x\n        ^\n")]
    [InlineData("a: x", 0, "    a: x\n    ^\n")]
    [InlineData("   ", 2, "")]
    [InlineData("", 1, "")]
    public void The_caret_stands_below_the_fault(string line, int column, string excerpt) =>
        Assert.Equal($"networks/web.yaml:1:{column}: error RC1203: m\n{excerpt}", Render(line, 1, column, "m", null));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    public void Lines_outside_of_the_file_show_nothing(int line) =>
        Assert.Equal($"networks/web.yaml:{line}:1: error RC1203: m\n", Render("a: x\n", line, 1, "m", null));

    [Fact]
    public void Of_a_long_line_the_part_around_the_fault_is_shown()
    {
        string[] lines = Render(new string('a', 1000) + "!" + new string('b', 1000), 1, 1001, "m", null).Split('\n');
        Assert.Equal("    …" + new string('a', 60) + "!" + new string('b', 59) + "…", lines[1]);
        Assert.Equal(lines[1].IndexOf('!', StringComparison.Ordinal), lines[2].IndexOf('^', StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_line_is_not_cut_within_a_character()
    {
        string emoji = string.Concat(Enumerable.Repeat("😀", 200));
        Assert.DoesNotContain("\uFFFD", Render(emoji, 1, 202, "m", null), StringComparison.Ordinal);
        Assert.DoesNotContain("\uFFFD", Render(emoji, 1, 203, "m", null), StringComparison.Ordinal);
    }

    [Fact]
    public void Words_from_a_file_cannot_change_the_terminal() =>
        Assert.DoesNotContain("\u001b", Render("a: x", 1, 1, "unknown field '\u001b[2J'", "did you mean '\u001b'?"), StringComparison.Ordinal);

    private static string Render(string source, int line, int column, string message, string? hint) => DiagnosticRenderer.Render(
        Diagnostic.Error("RC1203", new("networks/web.yaml", line, column), message, hint),
        new Dictionary<string, string> { ["networks/web.yaml"] = source });
}
