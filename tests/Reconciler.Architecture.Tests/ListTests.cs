using System.Collections;
using System.Reflection;
using Reconciler.Core.Resources;

namespace Reconciler.Architecture.Tests;

/// <summary>The explicit lists name everything that exists: they are the tables of contents.</summary>
public class ListTests
{
    [Fact]
    public void Every_kind_of_resource_is_listed() => AssertListed(typeof(ResourceKind), typeof(ResourceKinds));

    [Fact]
    public void Every_mode_is_listed() =>
        AssertListed(CoreType("Reconciler.Core.Compiling.Mode"), CoreType("Reconciler.Core.Compiling.NetworkModes"));

    [Fact]
    public void Kinds_have_different_names() =>
        Assert.Equal(ResourceKinds.All.Count, ResourceKinds.All.Select(k => k.Name).Distinct().Count());

    private static Type CoreType(string name) => typeof(ResourceKind).Assembly.GetType(name, throwOnError: true)!;

    private static void AssertListed(Type root, Type list)
    {
        IEnumerable listed = (IEnumerable)list.GetProperty("All", BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!;
        IEnumerable<Type> existing = root.Assembly.GetTypes().Where(t => !t.IsAbstract && root.IsAssignableFrom(t));
        Assert.Equal(existing.OrderBy(t => t.Name), listed.Cast<object>().Select(o => o.GetType()).OrderBy(t => t.Name));
    }
}
