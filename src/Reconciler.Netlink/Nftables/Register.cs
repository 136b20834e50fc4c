using System.Globalization;

namespace Reconciler.Netlink.Nftables;

/// <summary>
/// Where expressions leave values for one another (<c>enum nft_registers</c>): 64 bytes in 16 slots of 4. Each slot has a number of
/// its own, the first of each four also an older number; the kernel answers with the older one where there is one, and so does this.
/// </summary>
public readonly record struct Register
{
    /// <summary>How many slots of four bytes there are: <c>NFT_REG32_COUNT</c>.</summary>
    public const int Slots = 16;

    private const int SlotsPerOldRegister = 4;
    private const uint FirstSlotNumber = 8;

    private Register(uint number) => Number = number;

    /// <summary><c>NFT_REG_VERDICT</c>: what is to happen with the packet.</summary>
    public static Register Verdict => default;

    /// <summary><c>NFT_REG_1</c>: the first slot.</summary>
    public static Register First => At(0);

    /// <summary>The number in the kernel's preferred form: <c>NFT_REG_1</c>.. or <c>NFT_REG32_01</c>..</summary>
    public uint Number { get; }

    /// <summary>The register that begins at one of the slots 0 to 15.</summary>
    public static Register At(int slot)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slot, Slots);
        return Numbered(FirstSlotNumber + (uint)slot);
    }

    /// <summary>The register with either of its numbers.</summary>
    internal static Register Numbered(uint number)
    {
        uint slot = number - FirstSlotNumber;
        return slot < Slots && slot % SlotsPerOldRegister == 0 ? new(1 + slot / SlotsPerOldRegister) : new(number);
    }

    /// <summary>As nft's debug output writes it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"reg {Number}");
}
