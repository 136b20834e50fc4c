using Reconciler.Core.Resources;
using Reconciler.Kernel.Applying;
using Reconciler.Kernel.Resources;

namespace Reconciler.Kernel.Tests;

/// <summary>The explicit lists know every kind of resource.</summary>
public class ListTests
{
    [Fact]
    public void Every_kind_of_resource_goes_to_the_kernel_in_some_way() =>
        Assert.Equal(ResourceKinds.All.Select(k => k.Name).Order(), StepExecutors.ByKind.Keys.Select(k => k.Name).Order());

    [Fact]
    public void Every_kind_that_goes_by_rtnetlink_has_a_codec() =>
        Assert.Equal(
            StepExecutors.ByKind.Where(e => e.Value is RequestExecutor).Select(e => e.Key.Name).Order(),
            RequestCodecs.All.Select(c => c.Kind.Name).Order());
}
