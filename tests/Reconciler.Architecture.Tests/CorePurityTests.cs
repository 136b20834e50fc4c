using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Reconciler.Core.Resources;

namespace Reconciler.Architecture.Tests;

/// <summary>The middle decides and does nothing else: no I/O, no waiting, no clock, no chance.</summary>
public class CorePurityTests
{
    private static readonly string[] Forbidden =
    [
        "System.IO.", "System.Console", "System.Threading.", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch",
        "System.Net.Sockets.Socket", "System.Net.Dns", "System.DateTime", "System.DateTimeOffset", "System.TimeProvider", "System.Random",
        "System.Guid",
    ];

    [Fact]
    public void Core_uses_no_type_that_touches_the_outside() =>
        Assert.DoesNotContain(TypesUsed(), name => Forbidden.Any(f => name.StartsWith(f, StringComparison.Ordinal)));

    [Fact]
    public void Resources_hold_only_collections_that_compare_by_value()
    {
        Type[] resources = [.. typeof(Resource).Assembly.GetTypes().Where(typeof(Resource).IsAssignableFrom)];
        Assert.True(resources.Length > 8);
        foreach (Type resource in resources)
        {
            // What a resource derives (its identities) is not compared; what it stores is.
            IEnumerable<Type> stored = resource.GetProperties().Where(p => p.SetMethod is not null).Select(p => p.PropertyType);
            Assert.DoesNotContain(stored, t => t != typeof(string)
                && typeof(System.Collections.IEnumerable).IsAssignableFrom(t) && t.Name != "ValueList`1");
        }
    }

    private static IEnumerable<string> TypesUsed()
    {
        using FileStream file = File.OpenRead(typeof(Resource).Assembly.Location);
        using PEReader assembly = new(file);
        MetadataReader metadata = assembly.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Select(t => $"{metadata.GetString(t.Namespace)}.{metadata.GetString(t.Name)}")];
    }
}
