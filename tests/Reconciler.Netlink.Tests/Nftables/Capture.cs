using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Tests.Nftables;

/// <summary>A message that nft 1.0.6 sent, or that the kernel answered it with, recorded with strace.</summary>
/// <param name="Command">What was typed.</param>
/// <param name="Hex">The message, header included.</param>
internal sealed record Capture(string Command, string Hex)
{
    /// <summary>What a reader makes of it.</summary>
    public TValue Read<TValue>(MessageParser<TValue> parse) => Read(Hex, parse);

    /// <summary>Checks that a writer writes the same type and payload; flags are the writer's own choice.</summary>
    public void AssertWritten(Action<NftablesBatch> write) => Assert.Equal(WithoutFlags(Hex), WithoutFlags(Written(write)));

    /// <summary>The only message of a batch, in hexadecimal.</summary>
    public static string Written(Action<NftablesBatch> write)
    {
        MessageWriter writer = new();
        NftablesBatch batch = new(writer);
        write(batch);
        Assert.Equal(2, writer.Count);
        return Convert.ToHexStringLower(writer.Message(1));
    }

    public static TValue Read<TValue>(string hex, MessageParser<TValue> parse)
    {
        foreach (MessageView message in new MessageReader(Convert.FromHexString(hex)))
            return parse(message);
        throw new ArgumentException("no message", nameof(hex));
    }

    // struct nlmsghdr: length 4 bytes, type 2, flags 2, sequence 4, port 4
    private static string WithoutFlags(string hex) => hex[..12] + " " + hex[32..];
}
