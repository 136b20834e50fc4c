using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Tests.Nftables;

/// <summary>What stands around and between the changes of a transaction.</summary>
public class BatchTests
{
    private readonly MessageWriter writer = new();

    [Fact]
    public void A_batch_stands_between_its_begin_with_the_generation_and_its_end()
    {
        NftablesBatch batch = new(writer, generation: 0x12345678);
        batch.Delete(new Table(NetfilterFamily.Inet, "t"));
        batch.End();
        Assert.Equal(3, writer.Count);
        Assert.Equal("1c000000" + "10000100" + "00000000" + "00000000" + "0000000a" + "0800010012345678", Hex(0));
        Assert.Equal("14000000" + "11000100" + "00000000" + "00000000" + "0000000a", Hex(2));
    }

    [Fact]
    public void Without_a_generation_the_begin_is_as_nft_sends_it()
    {
        NftablesBatch batch = new(writer);
        batch.End();
        Assert.Equal("140000001000010000000000000000000000000a", Hex(0));
    }

    [Fact]
    public void Sets_of_one_batch_are_numbered()
    {
        NftablesBatch batch = new(writer);
        Set set = new(NetfilterFamily.Inet, "t", "s") { KeyType = 13, KeyLength = 2 };
        batch.Add(set);
        batch.Add(set with { Name = "u" });
        Assert.EndsWith("08000a0000000001", Hex(1), StringComparison.Ordinal);
        Assert.EndsWith("08000a0000000002", Hex(2), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_elements_are_split_over_messages_that_fit()
    {
        SetElement[] elements = [.. Enumerable.Range(0, 10_000).Select(i => new SetElement([(byte)(i >> 8), (byte)i]))];
        NftablesBatch batch = new(writer);
        batch.Add(new SetElements(NetfilterFamily.Inet, "t", "s", elements));
        Assert.InRange(writer.Count, 4, 10);
        List<SetElement> read = [];
        for (int i = 1; i < writer.Count; i++)
            read.AddRange(Capture.Read(Hex(i), SetElements.Read).Elements);
        Assert.Equal(elements, read);
    }

    [Fact]
    public void No_elements_are_no_message()
    {
        new NftablesBatch(writer).Add(new SetElements(NetfilterFamily.Inet, "t", "s", []));
        Assert.Equal(1, writer.Count);
    }

    [Fact]
    public void A_rule_without_a_handle_cannot_be_deleted() =>
        Assert.Throws<ArgumentException>(() => new NftablesBatch(writer).Delete(new Rule(NetfilterFamily.Inet, "t", "c")));

    [Fact]
    public void A_generation_is_read()
    {
        // the answer to nft list ruleset's first question
        Generation generation = Capture.Read(
            "2c0000000f0a000000000000f00d00000000000608000100000000060800020000000df0080003006e667400", Generation.Read);
        Assert.Equal(new(6, 0xdf0, "nft"), generation);
    }

    private string Hex(int message) => Convert.ToHexStringLower(writer.Message(message));
}
