using Reconciler.Netlink.Nftables;

namespace Reconciler.Netlink.Tests.Nftables;

/// <summary>
/// What Linux 6.18 told of one UDP packet, as <c>nft monitor trace</c> receives it. The ruleset: 'udp dport 5 meta nftrace set 1' in
/// the chain marks, 'udp dport 5 goto judge' in the chain out, whose policy is drop.
/// </summary>
public class TraceCaptureTests
{
    private const string Table = "0800010077656200";

    [Fact]
    public void The_rule_that_began_it_comes_with_the_packet() => Assert.Equal(
        new TraceMessage(NetfilterFamily.Inet, "web", "marks", TraceType.Rule, 0xb52af71b)
        {
            RuleHandle = 4,
            Verdict = new(VerdictCode.Continue),
            OutputInterface = 1,
            NetworkHeader = Bytes.FromHex("45000021aa704000401192597f0000017f000001"),
        },
        Capture.Read(
            "94000000110a000000000000000000000100000008000f0000000002080004000000000308000600b52af71b0a0002006d61726b73000000" + Table
            + "0c00030000000000000000040c00050008000100ffffffff08000c000000000106000d00030400001800080045000021aa704000401192597f0000017f000001"
            + "110009009c400005000dfe2068656c6c6f000000", TraceMessage.Read));

    [Fact]
    public void Where_it_goes_on_is_told() => Assert.Equal(
        new Data.Verdict(VerdictCode.Goto, "judge"),
        Capture.Read(
            "9c000000110a000000000000000000000100000008000f0000000002080004000000000308000600b52af71b080002006f757400" + Table
            + "0c00030000000000000000061800050008000100fffffffc0a0002006a7564676500000008000c000000000106000d00030400001800080045000021aa7040"
            + "00401192597f0000017f000001110009009c400005000dfe2068656c6c6f000000", TraceMessage.Read).Verdict);

    [Fact]
    public void A_rule_drops()
    {
        TraceMessage message = Capture.Read(
            "58000000110a000000000000000000000100000008000f0000000002080004000000000308000600b52af71b0a0002006a75646765000000" + Table
            + "0c00030000000000000000070c0005000800010000000000", TraceMessage.Read);
        Assert.Equal(new TraceMessage(NetfilterFamily.Inet, "web", "judge", TraceType.Rule, 0xb52af71b) { RuleHandle = 7, Verdict = new(VerdictCode.Drop) }, message);
        Assert.True(message.IsDrop);
    }

    [Theory]
    [InlineData("0a0002006d61726b73000000", "0800100000000001", "marks", VerdictCode.Accept)]
    [InlineData("080002006f757400", "0800100000000000", "out", VerdictCode.Drop)]
    public void A_policy_decides(string chain, string policy, string name, VerdictCode decided)
    {
        string length = chain.Length == 24 ? "48" : "44";
        TraceMessage message = Capture.Read(
            $"{length}000000110a000000000000000000000100000008000f0000000002080004000000000108000600bcf11534{chain}{Table}{policy}", TraceMessage.Read);
        Assert.Equal(new TraceMessage(NetfilterFamily.Inet, "web", name, TraceType.Policy, 0xbcf11534) { Policy = decided }, message);
        Assert.Equal(decided == VerdictCode.Drop, message.IsDrop);
    }
}
