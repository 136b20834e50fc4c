using System.Text;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Tests;

/// <summary>Files that try to exhaust the program.</summary>
public class LimitTests
{
    [Theory]
    [InlineData("[", 64, "RC1010")]
    [InlineData("[", 65, "RC1016")]
    [InlineData("[", 1_000_000, "RC1016")]
    [InlineData("{a: ", 100_000, "RC1016")]
    [InlineData("- ", 100_000, "RC1016")]
    public void Nesting_ends(string opening, int times, string code)
    {
        Diagnostic fault = Assert.Single(Marked.Load(Repeat(opening, times)).Diagnostics);
        Assert.Equal(code, fault.Code);
        if (code == "RC1016")
            Assert.Equal((1, 64 * opening.Length + 1), (fault.At?.Line, fault.At?.Column));
    }

    [Fact]
    public void The_number_of_values_ends()
    {
        Limits limits = Limits.Default with { Values = 100 };
        Assert.DoesNotContain(Load($"[{Repeat("a,", 99)}]", limits), d => d.Code == "RC1017");
        Diagnostic fault = Assert.Single(Load($"[{Repeat("a,", 100)}]", limits));
        Assert.Equal(("RC1017", 200), (fault.Code, fault.At?.Column));
    }

    [Fact]
    public void The_number_of_values_is_that_of_all_documents_of_a_file()
    {
        Limits limits = Limits.Default with { Values = 10 };
        string document = $"--- [a, b, c, '{new string('x', 10_000)}']\n";
        Assert.DoesNotContain(Load(Repeat(document, 2), limits), d => d.Code == "RC1017");
        Diagnostic fault = Assert.Single(Load(Repeat(document, 4), limits), d => d.Code == "RC1017");
        Assert.Equal(3, fault.At?.Line);
    }

    [Fact]
    public void The_size_of_a_file_ends()
    {
        Limits limits = Limits.Default with { FileBytes = 1000 };
        Assert.DoesNotContain(Load(new string('#', 1000), limits), d => d.Code == "RC1005");
        Assert.Equal("RC1005", Assert.Single(Load(new string('#', 1001), limits)).Code);
    }

    [Fact]
    public void Aliases_do_not_multiply()
    {
        StringBuilder bomb = new("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++)
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [{Repeat($"*a{i - 1},", 9)}]\n");
        LoadResult result = Marked.Load(bomb.ToString());
        Assert.Equal(10 + 9 * 9, result.Diagnostics.Count(d => d.Code == "RC1012"));
    }

    [Theory]
    [InlineData("", "x")]
    [InlineData("k: ", "x")]
    [InlineData("k: \"", "x")]
    [InlineData("k: |\n  ", "x\n  ")]
    [InlineData("", "#\n")]
    [InlineData("", "? ")]
    [InlineData("", "k:\n")]
    [InlineData("", "---\n")]
    [InlineData("", "a: b\n")]
    [InlineData("", "!")]
    [InlineData("", "&a ")]
    [InlineData("", "%")]
    [InlineData("- ", "'")]
    [InlineData("[", "a, ")]
    [InlineData("[", "{},")]
    [InlineData("a: ", "\n")]
    [InlineData("a: >", " \n")]
    public void A_quarter_of_a_megabyte_of_anything_ends(string beginning, string repeated)
    {
        LoadResult result = Marked.Load(beginning + Repeat(repeated, (1 << 18) / repeated.Length));
        Assert.NotEmpty(result.Diagnostics);
        Assert.All(result.Diagnostics.Take(10), d => Assert.True(DiagnosticRenderer.Render(d, result.Sources).Length < 2000, d.Message));
    }

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static ValueList<Diagnostic> Load(string yaml, Limits limits) => Loader.Load(["-"], new StringReader(yaml), limits).Diagnostics;
}
