using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;
using Reconciler.Kernel.Rehearsing;
using Reconciler.Loading;

namespace Reconciler.Kernel.Tests;

/// <summary>Classes that count what the whole process holds, which no other test may change meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneInTheProcess
{
    public const string Name = "alone in the process";
}

/// <summary>What a laboratory holds is let go of with it: a socket that is forgotten keeps its namespace alive.</summary>
[Collection(AloneInTheProcess.Name)]
public sealed class LaboratoryRemainsTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("reconciler-remains-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void Nothing_is_left_of_it()
    {
        // What the framework opens once and keeps is open after the first.
        BuildAndApply();
        string[] before = NamespacesAndSockets();
        BuildAndApply();
        Assert.Equal(before, NamespacesAndSockets());
        Assert.DoesNotContain(directory, File.ReadAllText("/proc/self/mounts"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_would_be_seen()
    {
        string[] before = NamespacesAndSockets();
        using Laboratory laboratory = new(LaboratoryLayout.Of(Two()), directory);
        Assert.NotEqual(before, NamespacesAndSockets());
    }

    private void BuildAndApply()
    {
        DocumentSet documents = Two();
        using Laboratory laboratory = new(LaboratoryLayout.Of(documents), directory);
        Parallel.ForEach(laboratory.Hosts, host =>
        {
            using HostKernel kernel = new(host.OptionsFor("default"));
            Reconciliation reconciliation = new(kernel, host.Part(documents));
            Assert.Equal(OutcomeKind.Applied, reconciliation.Apply(reconciliation.Plan(), null, CancellationToken.None).Kind);
        });
    }

    private static DocumentSet Two()
    {
        LoadResult loaded = Loader.Load(["-"], new StringReader("""
            apiVersion: reconciler/v1
            kind: Network
            metadata: {name: mesh}
            spec: {mode: overlay, subnets: [10.42.0.0/24], overlay: {vni: 4200}}
            ---
            apiVersion: reconciler/v1
            kind: Node
            metadata: {name: a}
            spec: {address: 192.0.2.1}
            ---
            apiVersion: reconciler/v1
            kind: Node
            metadata: {name: b}
            spec: {address: 192.0.2.2}
            ---
            apiVersion: reconciler/v1
            kind: ContainerAttachment
            metadata: {name: one}
            spec: {container: one, network: mesh, node: a, addresses: [10.42.0.101], ports: ["8080:80"]}
            """));
        Assert.Empty(loaded.Diagnostics);
        return loaded.Documents;
    }

    // The kinds of files that a laboratory opens; the framework opens others whenever it likes. What a link says of a namespace or a
    // socket is its kind and its number, and numbers differ.
    private static string[] NamespacesAndSockets()
    {
        // What other tests forgot must not go in between.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return [.. Directory.GetFiles("/proc/self/fd").Select(KindOf).OfType<string>().Order(StringComparer.Ordinal)];
    }

    private static string? KindOf(string descriptor)
    {
        string? file = File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.Name;
        return file?.Split(':')[0] is "net" or "socket" or "mnt" ? file.Split(':')[0] : null;
    }
}
