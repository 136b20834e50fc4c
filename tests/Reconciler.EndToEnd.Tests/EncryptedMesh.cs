using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;

namespace Reconciler.EndToEnd.Tests;

/// <summary>Two nodes with an encrypted overlay: c1 on n1 and c2 on n2, with the addresses 10.42.0.11, fd42::11 and 10.42.0.12, fd42::12.</summary>
public sealed class EncryptedMesh : IDisposable
{
    public const string KeyFile = "/run/overlay.key";
    public const string Vni = "4200";

    /// <summary>The first and the second generation of the secret.</summary>
    public const string First = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    public const string Second = "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXphYmNkZWY=";

    private readonly bool ipv6;

    public EncryptedMesh(bool ipv6 = false)
    {
        this.ipv6 = ipv6;
        Fabric = new(2, ipv6);
        foreach (int node in (int[])[1, 2])
            WriteKeys(node, First);
    }

    public Fabric Fabric { get; }

    public static string[] AddressesOf(int container) =>
        [string.Create(CultureInfo.InvariantCulture, $"10.42.0.1{container}"), string.Create(CultureInfo.InvariantCulture, $"fd42::1{container}")];

    public string Documents(bool encrypted = true) => $$"""
        apiVersion: reconciler/v1
        kind: Network
        metadata: {name: mesh}
        spec:
          mode: overlay
          subnets: [10.42.0.0/24, "fd42::/64"]
          overlay: {vni: {{Vni}}{{(encrypted ? $", encryption: {{keyFile: {KeyFile}}}" : "")}} }

        """ + Fabric.Documents(2, ipv6) + string.Concat(((int[])[1, 2]).Select(i => $$"""
        ---
        apiVersion: reconciler/v1
        kind: ContainerAttachment
        metadata: {name: c{{i}}}
        spec: {container: c{{i}}, network: mesh, node: n{{i}}, addresses: [{{AddressesOf(i)[0]}}, "{{AddressesOf(i)[1]}}"]}

        """));

    public void WriteKeys(int node, params string[] secrets) =>
        Fabric.Nodes[node - 1].Sh($"umask 077; printf '%s\\n' {string.Join(' ', secrets)} > {KeyFile}");

    /// <summary>The addresses of c2 that c1 does not reach.</summary>
    public string Unreached() => Fabric.Nodes[0].RunIn("c1", $"for a in {string.Join(' ', AddressesOf(2))}; do ping -c1 -W5 $a >/dev/null || echo $a; done").Output;

    /// <summary>Sends n1 a VXLAN packet from elsewhere on the underlay, not encrypted, in which c2 says hello to port 9999 of c1.</summary>
    public void Forge(int sourcePort)
    {
        string mac = Fabric.Nodes[0].Sh("ip -n c1 -br link show eth0 | awk '{ print $3 }'").Trim();
        string bytes = string.Concat(Packet(mac).Select(b => string.Create(CultureInfo.InvariantCulture, $"\\\\{Convert.ToString(b, 8).PadLeft(3, '0')}")));
        Fabric.Hub.Sh($"printf {bytes} | socat -u - UDP4-SENDTO:{Fabric.AddressOf(1)}:4789,sourceport={sourcePort.ToString(CultureInfo.InvariantCulture)}");
    }

    public void Dispose() => Fabric.Dispose();

    private static byte[] Packet(string mac)
    {
        byte[] words = Encoding.ASCII.GetBytes("hello");
        byte[] datagram = [0x30, 0x39, 0x27, 0x0f, 0, (byte)(8 + words.Length), 0, 0, .. words];
        byte[] header =
        [
            0x45, 0, 0, (byte)(20 + datagram.Length), 0, 1, 0, 0, 64, 17, 0, 0,
            .. IPAddress.Parse(AddressesOf(2)[0]).GetAddressBytes(), .. IPAddress.Parse(AddressesOf(1)[0]).GetAddressBytes(),
        ];
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(10), Checksum(header));
        byte[] vxlan = [0x08, 0, 0, 0, 0x00, 0x10, 0x68, 0]; // the VNI 4200
        return [.. vxlan, .. Convert.FromHexString(mac.Replace(":", "", StringComparison.Ordinal)), 2, 0, 0, 0, 0, 9, 8, 0, .. header, .. datagram];
    }

    // RFC 1071
    private static ushort Checksum(ReadOnlySpan<byte> header)
    {
        uint sum = 0;
        for (int i = 0; i < header.Length; i += 2)
            sum += BinaryPrimitives.ReadUInt16BigEndian(header[i..]);
        sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)~((sum & 0xffff) + (sum >> 16));
    }
}
