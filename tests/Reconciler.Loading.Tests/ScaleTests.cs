using System.Text;

namespace Reconciler.Loading.Tests;

/// <summary>Work grows as the documents do: counted by what the loader allocates on all threads, which does not depend on the machine.</summary>
[Collection(nameof(NothingElse))]
public class ScaleTests
{
    [Fact]
    public void Ten_thousand_documents_cost_ten_times_as_much_as_a_thousand()
    {
        Allocated(Repository(100));
        long thousand = Allocated(Repository(1_000));
        long tenThousand = Allocated(Repository(10_000));
        Assert.InRange(tenThousand, 0, thousand * 13);
    }

    [Fact]
    public void Each_of_ten_thousand_conflicts_is_reported_once()
    {
        StringBuilder yaml = new();
        for (int i = 0; i < 10_000; i++)
        {
            if (i % 1_000 == 0)
                yaml.Append(Marked.Network($"web{i / 1_000}", $"subnets: [10.{i / 1_000}.0.0/16]"));
            yaml.Append(Marked.Attachment($"a{i}", $"container: c{i}, network: web{i / 1_000}, ports: ['1-60000:1-60000']"));
        }
        LoadResult result = Marked.Load(yaml.ToString());
        Assert.Equal(9_999, result.Diagnostics.Count);
        Assert.All(result.Diagnostics, d => Assert.Equal("RC1314", d.Code));
    }

    [Fact]
    public void Thousands_of_wrong_references_cost_no_more_than_right_ones()
    {
        StringBuilder yaml = new();
        for (int i = 0; i < 5_000; i++)
            yaml.Append(Marked.Network($"net{i}", $"subnets: [10.{i / 256}.{i % 256}.0/24], reachableFrom: [nat{i}]"));
        LoadResult result = Marked.Load(yaml.ToString());
        Assert.Equal(5_000, result.Diagnostics.Count(d => d.Code == "RC1303"));
        Assert.Equal(100, result.Diagnostics.Count(d => d.Hint!.StartsWith("did you mean", StringComparison.Ordinal)));
    }

    // One network for nine attachments, each with a port and an address.
    private static string Repository(int documents)
    {
        StringBuilder yaml = new();
        for (int i = 0; i < documents; i++)
        {
            int network = i / 10;
            string subnet = $"10.{network / 256}.{network % 256}";
            yaml.Append(i % 10 == 0
                ? Marked.Network($"n{network}", $"subnets: [{subnet}.0/24]")
                : Marked.Attachment($"a{i}", $"container: c{i}, network: n{network}, addresses: [{subnet}.{10 + i % 10}], ports: [{10000 + i}:80]"));
        }
        return yaml.ToString();
    }

    private static long Allocated(string yaml)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.Empty(Marked.Load(yaml).Diagnostics);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
