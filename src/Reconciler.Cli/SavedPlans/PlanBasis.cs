using System.Text.Json.Serialization;
using Reconciler.Cli.Commands;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;

namespace Reconciler.Cli.SavedPlans;

/// <summary>What a plan rests on and comes to, so that whoever plans again can tell whether it is the same plan.</summary>
/// <param name="Commit">What the program was built from; <c>null</c> when it was built outside of a repository.</param>
/// <param name="Boot">The kernel's <c>random/boot_id</c>: another one on every host, and after every start of it.</param>
/// <param name="Netns">The namespace that is the host, by name or full path; <c>null</c>: the one that the program runs in.</param>
/// <param name="Paths">Where the documents are, as the command line said.</param>
/// <param name="Prunes">Whether what is no longer wanted goes.</param>
/// <param name="Adopts">The names of interfaces that are taken over.</param>
/// <param name="Files">The text of each file that was read.</param>
/// <param name="Rulesets">The nf_tables generations.</param>
/// <param name="State">What is there of the owner's, and what is nobody's and asked for.</param>
/// <param name="Changes">All that is done for each change, in their order.</param>
internal sealed record PlanBasis(
    string Version,
    string? Commit,
    string Boot,
    string Node,
    string Owner,
    string? Netns,
    IReadOnlyList<string> Paths,
    bool Prunes,
    IReadOnlyList<string> Adopts,
    IReadOnlyList<NamedHash> Files,
    IReadOnlyList<NamedGeneration> Rulesets,
    IReadOnlyList<NamedHash> State,
    IReadOnlyList<NamedHash> Changes)
{
    private const string BootId = "/proc/sys/kernel/random/boot_id";

    public static PlanBasis Of(HostRun run, IReadOnlyList<string> paths)
    {
        Snapshot before = run.Before;
        return new(
            ProductVersion.Number, ProductVersion.Commit, File.ReadAllText(BootId).TrimEnd(),
            run.Node, run.Owner, run.Netns, paths, run.Choices.Prunes, [.. run.Choices.Adopts],
            [.. run.Sources.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => new NamedHash(s.Key, Fingerprint.Of(s.Value)))],
            [.. before.Generations.Select(g => new NamedGeneration(g.Namespace.ToString(), g.Id))],
            [.. before.Resources.Where(o => o.Ownership != Ownership.Foreign).OrderBy(o => o.Resource.Id).Select(o => new NamedHash(o.Resource.Id.ToString(), Fingerprint.Of(o)))],
            Hashes(run.Plan));
    }

    private static NamedHash[] Hashes(Plan plan)
    {
        ILookup<ResourceId, (int Place, Step Step)> steps = plan.Steps.Select((step, place) => (place, step)).ToLookup(s => s.step.Change.Id);
        return [.. plan.Changes.Select(c => new NamedHash(c.Change.Id.ToString(), Fingerprint.Of(c.Change, steps[c.Change.Id])))];
    }
}

/// <summary>A file, an object or a change, and how it was: <see cref="Fingerprint"/>.</summary>
internal sealed record NamedHash(string Name, string Sha256);

/// <summary>The nf_tables generation of a namespace.</summary>
internal sealed record NamedGeneration(string Namespace, uint Generation);

/// <summary>The types that are read again; nothing of them may be missing.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PlanBasis))]
internal sealed partial class PlanBasisTypes : JsonSerializerContext;
