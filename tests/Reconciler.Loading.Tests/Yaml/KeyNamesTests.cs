using Reconciler.Loading.Yaml;

namespace Reconciler.Loading.Tests.Yaml;

public sealed class KeyNamesTests
{
    // Many more than there are places, so that each place is taken over again and again.
    private const int Names = 20_000;

    [Fact]
    public void A_key_is_what_it_was_however_many_threads_ask()
    {
        string[] wrong = [.. Enumerable.Range(0, Environment.ProcessorCount * 8 * Names).AsParallel()
            .Select(i => $"key-{i % Names}")
            .Where(name => KeyNames.Of(name) != name)];
        Assert.Empty(wrong);
    }
}
