using Reconciler.Netlink.Nftables;

namespace Reconciler.Netlink.Tests.Nftables;

/// <summary>Tables, chains and sets as nft sends them, in both directions.</summary>
public class ObjectCaptureTests
{
    [Fact]
    public void Table_with_comment()
    {
        Capture capture = new("nft add table inet web '{ comment \"mine\"; }'",
            "30000000000a0100010000000000000001000000080001007765620008000200000000000b00060000056d696e650000");
        Table table = new(NetfilterFamily.Inet, "web") { UserData = [0, 5, .. "mine\0"u8] };
        Assert.Equal(table, capture.Read(Table.Read));
        capture.AssertWritten(batch => batch.Add(table));
    }

    [Fact]
    public void Chain_that_others_jump_to()
    {
        Capture capture = new("nft add chain inet web judge",
            "28000000030a010401000000000000000100000008000100776562000a0003006a75646765000000");
        Chain chain = new(NetfilterFamily.Inet, "web", "judge");
        Assert.Equal(chain, capture.Read(Chain.Read));
        capture.AssertWritten(batch => batch.Add(chain));
    }

    [Fact]
    public void Base_chain()
    {
        Capture capture = new("nft add chain inet web forward '{ type filter hook forward priority filter - 5; policy drop; }'",
            "50000000030a010401000000000000000100000008000100776562000c000300666f7277617264000b00070066696c746572000008000500000000"
            + "0014000480080001000000000208000200fffffffb");
        Chain chain = new(NetfilterFamily.Inet, "web", "forward") { Base = new("filter", 2, -5, VerdictCode.Drop) };
        Assert.Equal(chain, capture.Read(Chain.Read));
        capture.AssertWritten(batch => batch.Add(chain));
    }

    [Fact]
    public void Set_of_interfaces()
    {
        Capture capture = new("nft add set inet web bridges '{ type ifname; }'",
            "54000000090a010401000000000000000100000008000100776562000c0002006272696467657300080003000000000008000400000000290800"
            + "05000000001008000a00000000010a000d000004010000000000");
        Set set = new(NetfilterFamily.Inet, "web", "bridges") { KeyType = 41, KeyLength = 16, UserData = SetUserData.Of(ByteOrder.Host) };
        Assert.Equal(set, capture.Read(Set.Read));
        capture.AssertWritten(batch => batch.Add(set));
    }

    [Fact]
    public void Set_of_ranges_of_concatenations()
    {
        Capture capture = new("nft add set inet web hairpin '{ type ipv4_addr . ifname; flags interval; }'",
            "7c000000090a010401000000000000000100000008000100776562000c0002006861697270696e00080003000000008408000400000001e9080005"
            + "000000001408000a0000000001200009801c0002800c00018008000100000000040c000180080001000000001014000d00000400000000030800"
            + "040d0000000100");
        Set set = new(NetfilterFamily.Inet, "web", "hairpin")
        {
            Flags = SetFlags.Interval | SetFlags.Concatenation,
            KeyType = (7 << 6) | 41,
            KeyLength = 20,
            FieldLengths = [4, 16],
            UserData = [.. SetUserData.Of(ByteOrder.None), 3, 8, 0, 4, 13, 0, 0, 0, 1, 0], // and NFTNL_UDATA_SET_KEY_TYPEOF
        };
        Set read = capture.Read(Set.Read);
        Assert.Equal(set.FieldLengths, read.FieldLengths);
        Assert.Equal(set with { FieldLengths = [] }, read with { FieldLengths = [] });
        capture.AssertWritten(batch => batch.Add(set));
    }

    [Fact]
    public void Verdict_map()
    {
        Capture capture = new("nft add map inet web verdicts '{ type inet_proto : verdict; }'",
            "74000000090a010401000000000000000100000008000100776562000d0002007665726469637473000000000800030000000008080004000000000c"
            + "080005000000000108000600ffffff00080007000000000008000a000000000116000d000004000000000104000000000604000000000000");
        Set set = new(NetfilterFamily.Inet, "web", "verdicts")
        {
            Flags = SetFlags.Map,
            KeyType = 12,
            KeyLength = 1,
            DataType = Set.VerdictType,
            UserData = [.. SetUserData.Of(ByteOrder.None, ByteOrder.None), 6, 4, 0, 0, 0, 0], // and NFTNL_UDATA_SET_DATA_INTERVAL
        };
        Assert.Equal(set, capture.Read(Set.Read));
        capture.AssertWritten(batch => batch.Add(set));
    }

    [Fact]
    public void Set_with_timeout_and_size()
    {
        Capture capture = new("nft add set inet web short '{ type inet_service; timeout 1h; size 64; }'",
            "6c000000090a010401000000000000000100000008000100776562000a00020073686f72740000000800030000000010080004000000000d08000500"
            + "0000000208000a00000000010c00098008000100000000400c000b00000000000036ee800a000d000004020000000000");
        Set set = new(NetfilterFamily.Inet, "web", "short")
        {
            Flags = SetFlags.Timeout,
            KeyType = 13,
            KeyLength = 2,
            Timeout = 3_600_000,
            Size = 64,
            UserData = SetUserData.Of(ByteOrder.Network),
        };
        Assert.Equal(set, capture.Read(Set.Read));
        capture.AssertWritten(batch => batch.Add(set));
    }

    [Fact]
    public void Removals()
    {
        new Capture("nft delete chain inet web pre", "24000000050a010001000000000000000100000008000100776562000800030070726500")
            .AssertWritten(batch => batch.Delete(new Chain(NetfilterFamily.Inet, "web", "pre")));
        new Capture("nft delete set inet web bridges", "280000000b0a010001000000000000000100000008000100776562000c0002006272696467657300")
            .AssertWritten(batch => batch.Delete(new Set(NetfilterFamily.Inet, "web", "bridges")));
        new Capture("nft flush chain inet web judge", "28000000080a010001000000000000000100000008000100776562000a0002006a75646765000000")
            .AssertWritten(batch => batch.Flush(new Chain(NetfilterFamily.Inet, "web", "judge")));
        new Capture("nft delete rule inet web judge handle 17",
                "34000000080a010001000000000000000100000008000100776562000a0002006a756467650000000c0003000000000000000011")
            .AssertWritten(batch => batch.Delete(new Rule(NetfilterFamily.Inet, "web", "judge") { Handle = 17 }));
    }
}
