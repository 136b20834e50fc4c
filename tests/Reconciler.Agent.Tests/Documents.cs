using Reconciler.Core.Documents;
using Reconciler.Loading;

namespace Reconciler.Agent.Tests;

/// <summary>Documents of a test.</summary>
internal static class Documents
{
    public const string Kind = "apiVersion: reconciler/v1\nkind: ";

    public static string Network(string name, string subnet = "10.20.0.0/24", string more = "") =>
        $"{Kind}Network\nmetadata: {{name: {name}}}\nspec: {{mode: bridge, subnets: [{subnet}]{more}}}\n";

    public static string Attachment(string name, string network, string more = "") =>
        $"{Kind}ContainerAttachment\nmetadata: {{name: {name}}}\nspec: {{container: {name}, network: {network}{more}}}\n";

    public static string Policy(string name, string spec = "{appliesTo: {network: web}, ingress: []}") =>
        $"{Kind}FirewallPolicy\nmetadata: {{name: {name}}}\nspec: {spec}\n";

    /// <summary>Loads files, given as name and documents.</summary>
    public static LoadResult Load(params (string File, string[] Documents)[] files)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("reconciler-agent-");
        try
        {
            foreach ((string file, string[] documents) in files)
                File.WriteAllText(Path.Combine(folder.FullName, file), string.Join("---\n", documents));
            return Loader.Load([folder.FullName], TextReader.Null);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static DocumentId Id(string text) => new(text.Split('/')[0], text.Split('/')[1]);
}
