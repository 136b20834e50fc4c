using Reconciler.EndToEnd.Tests;

namespace Reconciler.Cli.Tests;

/// <summary>Sessions at the command line, each on a host of its own. <c>UPDATE_GOLDEN=1</c> writes what the program prints now.</summary>
public class ScenarioTests
{
    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Golden.Beside("scenarios"), "*.scenario").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_program_prints_what_the_scenario_says(string name)
    {
        string file = Golden.Beside($"scenarios/{name}.scenario");
        using PrivateHost host = new();
        Golden.AssertFile(file, new Scenario(File.ReadAllText(file)).Play(host));
    }
}
