using System.Text.RegularExpressions;

namespace Reconciler.EndToEnd.Tests;

/// <summary>The README shows what the program prints.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public void The_first_command_prints_what_the_readme_shows()
    {
        string root = Program.Root;
        Match shown = FirstCommand().Match(File.ReadAllText(Path.Combine(root, "README.md")));
        Assert.True(shown.Success);
        using PrivateHost host = new();
        Result result = host.Run($"cd {root} && {Program.Path} {shown.Groups["arguments"].Value}");
        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Equal(WithoutDuration(shown.Groups["output"].Value), WithoutDuration(result.Output));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/Reachability.md")]
    [InlineData("docs/names.md")]
    public void A_rehearsal_prints_what_is_shown(string page)
    {
        Match shown = Rehearsal().Match(File.ReadAllText(Path.Combine(Program.Root, page)));
        Assert.True(shown.Success);
        using PrivateHost host = new();
        Result result = host.Run($"cd {Program.Root} && {Program.Path} {shown.Groups["arguments"].Value}");
        Assert.Equal(WithoutDuration(shown.Groups["output"].Value), WithoutDuration(result.Output));
    }

    [Fact]
    public void The_documents_that_the_readme_shows_are_those_of_the_example()
    {
        Match shown = FirstDocuments().Match(File.ReadAllText(Path.Combine(Program.Root, "README.md")));
        Assert.Contains(shown.Groups["yaml"].Value, File.ReadAllText(Path.Combine(Program.Root, "examples", "quickstart", "web.yaml")), StringComparison.Ordinal);
    }

    private static string WithoutDuration(string text) => Duration().Replace(text, " N ms");

    [GeneratedRegex(@"\$ dotnet run --project src/Reconciler\.Cli -- (?<arguments>.*)\n(?<output>(?:.*\n)*?)```")]
    private static partial Regex FirstCommand();

    [GeneratedRegex(@"```yaml\n(?<yaml>(?:.*\n)*?)```")]
    private static partial Regex FirstDocuments();

    [GeneratedRegex(@"\$ reconciler (?<arguments>rehearse .*)\n(?<output>(?:.*\n)*?)```")]
    private static partial Regex Rehearsal();

    [GeneratedRegex(@" +[\d.]+ ms")]
    private static partial Regex Duration();
}
