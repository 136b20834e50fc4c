using System.Security.Cryptography;

namespace Reconciler.Core.Values;

/// <summary>The key of one security association, with the salt behind it: 36 bytes for AES-256-GCM (RFC 4106, section 8.1).</summary>
public sealed record EspKey(ValueList<byte> Bytes)
{
    /// <summary>32 bytes of AES-256 and 4 of salt.</summary>
    public const int Length = 36;

    /// <summary>What tells it from others without giving it away: plans, logs and reports show only this.</summary>
    public override string ToString() => "sha256:" + Convert.ToHexStringLower(SHA256.HashData([.. Bytes]))[..12];
}
