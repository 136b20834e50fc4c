using System.Text;
using Reconciler.Netlink.Nftables;

namespace Reconciler.Netlink.Tests.Nftables;

/// <summary>
/// Elements as nft sends them, in both directions; nft adds the set's number within the batch, which named sets do not need.
/// </summary>
public class ElementCaptureTests
{
    private static readonly Bytes Br0 = Bytes.From(Encoding.ASCII.GetBytes("br0".PadRight(16, '\0')));

    [Fact]
    public void Interface() => AssertSame(
        "nft add element inet web bridges '{ \"br0\" }'", "bridges",
        "500000000c0a010401000000000000000100000008000100776562000c000200627269646765730008000400000000012000038"
        + "01c000180180001801400010062723000000000000000000000000000",
        new SetElement(Br0));

    [Fact]
    public void Range_of_a_concatenation_is_one_element() => AssertSame(
        "nft add element inet web hairpin '{ 10.20.0.0/24 . \"br0\" }'", "hairpin",
        "700000000c0a010401000000000000000100000008000100776562000c0002006861697270696e000800040000000002400003803c0001801c0001"
        + "80180001000a140000627230000000000000000000000000001c000a80180001000a1400ff62723000000000000000000000000000",
        new SetElement([10, 20, 0, 0, .. Br0]) { KeyEnd = [10, 20, 0, 255, .. Br0] });

    [Fact]
    public void Range_of_single_values_is_two_elements() => AssertSame(
        "nft add element inet web subnets '{ 10.20.0.0/24 }'", "subnets",
        "740000000c0a010401000000000000000100000008000100776562000c0002007375626e657473000800040000000005440003801800018008000300"
        + "000000010c0001800800010000000000100002800c000180080001000a1400001800038008000300000000010c000180080001000a140100",
        new SetElement([0, 0, 0, 0]) { Flags = ElementFlags.IntervalEnd },
        new SetElement([10, 20, 0, 0]),
        new SetElement([10, 20, 1, 0]) { Flags = ElementFlags.IntervalEnd });

    [Fact]
    public void Map_of_ports() => AssertSame(
        "nft add element inet web ports '{ tcp . 8080 : 10.20.0.10 . 80 }'", "ports",
        "580000000c0a010401000000000000000100000008000100776562000a000200706f72747300000008000400000000062800038024000180100001800c"
        + "000100060000001f900000100002800c0001000a14000a00500000",
        new SetElement([6, 0, 0, 0, 0x1f, 0x90, 0, 0]) { Data = new Data.Value([10, 20, 0, 10, 0, 80, 0, 0]) });

    [Fact]
    public void Map_of_verdicts() => AssertSame(
        "nft add element inet web verdicts '{ tcp : goto judge }'", "verdicts",
        "640000000c0a010401000000000000000100000008000100776562000d0002007665726469637473000000000800040000000003300003802c0001800c"
        + "00018005000100060000001c0002801800028008000100fffffffc0a0002006a75646765000000",
        new SetElement([6]) { Data = new Data.Verdict(VerdictCode.Goto, "judge") });

    [Fact]
    public void Removal() => new Capture("nft delete element inet web bridges '{ \"br0\" }'",
            "480000000e0a010001000000000000000100000008000100776562000c0002006272696467657300200003801c00018018000180140001006272"
            + "3000000000000000000000000000")
        .AssertWritten(batch => batch.Delete(Of("bridges", new SetElement(Br0))));

    [Fact]
    public void Open_range_keeps_what_nft_notes_on_it()
    {
        // nft add element inet r i '{ 255.0.0.0/8 }', as the kernel answers it
        const string answer = "5c0000000c0a020000000000fe2d"
            + "00000100000606000100720000000600020069000000380003001c0001000c00010008000100ff0000"
            + "000a0006000104010000000000180001000c00010008000100000000000800030000000001";
        SetElements read = Capture.Read(answer, SetElements.Read);
        Bytes note = Bytes.FromHex("0a0006000104010000000000");
        Assert.Equal(
            [new SetElement([255, 0, 0, 0]) { Others = note }, new SetElement([0, 0, 0, 0]) { Flags = ElementFlags.IntervalEnd }],
            read.Elements);
        string written = Capture.Written(batch => batch.Add(read with { Elements = [read.Elements[0]] }));
        Assert.EndsWith("08000100ff000000" + note, written, StringComparison.Ordinal);
    }

    private static void AssertSame(string command, string set, string hex, params SetElement[] elements)
    {
        SetElements read = new Capture(command, hex).Read(SetElements.Read);
        Assert.Equal((NetfilterFamily.Inet, "web", set), (read.Family, read.Table, read.Set));
        Assert.Equal(elements, read.Elements);
        new Capture(command, WithoutSetId(hex)).AssertWritten(batch => batch.Add(Of(set, elements)));
    }

    private static SetElements Of(string set, params SetElement[] elements) => new(NetfilterFamily.Inet, "web", set, elements);

    // NFTA_SET_ELEM_LIST_SET_ID: eight bytes after the names; the message's length is in its first byte.
    private static string WithoutSetId(string hex)
    {
        int at = hex.IndexOf("08000400", StringComparison.Ordinal);
        return $"{Convert.FromHexString(hex)[0] - 8:x2}{hex[2..at]}{hex[(at + 16)..]}";
    }
}
