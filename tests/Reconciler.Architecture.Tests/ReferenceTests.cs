using System.Xml.Linq;

namespace Reconciler.Architecture.Tests;

/// <summary>Who may know whom.</summary>
public class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Reconciler.Netlink"] = ["Tmds.LibC"],
        ["Reconciler.Core"] = [],
        ["Reconciler.Loading"] = ["Reconciler.Core", "YamlDotNet", "FluentValidation"],
        ["Reconciler.Kernel"] = ["Reconciler.Core", "Reconciler.Netlink"],
        ["Reconciler.Agent"] =
            ["Reconciler.Core", "Reconciler.Netlink", "Reconciler.Loading", "Reconciler.Kernel", "Microsoft.Extensions.Hosting.Systemd"],
        ["Reconciler.Cli"] =
            ["Reconciler.Agent", "Reconciler.Core", "Reconciler.Netlink", "Reconciler.Loading", "Reconciler.Kernel", "System.CommandLine", "Spectre.Console"],
    };

    public static TheoryData<string> Projects => [.. Repository.Files("src", "*.csproj").Select(Repository.Relative)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_its_room_allows(string project)
    {
        XDocument file = XDocument.Parse(Repository.Read(project));
        IEnumerable<string> references = file.Descendants()
            .Where(e => e.Name.LocalName is "ProjectReference" or "PackageReference")
            .Select(e => Path.GetFileName(e.Attribute("Include")!.Value).Replace(".csproj", "", StringComparison.Ordinal));
        Assert.Empty(references.Except(Allowed[Path.GetFileNameWithoutExtension(project)]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_project_is_in_the_solution(string project) =>
        Assert.Contains(project.Replace('/', '\\'), Repository.Read("Reconciler.sln"), StringComparison.Ordinal);
}
