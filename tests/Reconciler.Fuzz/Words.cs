using System.Text;

namespace Reconciler.Fuzz;

/// <summary>What inputs are made of and chance does not find.</summary>
internal static class Words
{
    public static byte[][] Text { get; } = Bytes(
        "apiVersion: reconciler/v1\n", "kind: Network\n", "kind: ContainerAttachment\n", "kind: Node\n", "kind: FirewallPolicy\n", "kind: Reachability\n",
        "kind: AddressLock\n", "metadata: {name: a}\n", "spec:\n", "---\n", "...\n", "%YAML 1.2\n", "%TAG ! x\n", "bridge", "macvlan", "overlay", "host", "none",
        "mode: ", "subnets: ", "addresses: ", "ports: ", "network: ", "container: ", "interface: ", "hostInterface: ", "mac: ", "mtu: ", "routes: ", "via: ", "to: ",
        "from: ", "expect: ", "labels: ", "node: ", "nodes: ", "vni: ", "keyFile: ", "range: ", "reserved: ", "gateway: ", "uplink: ", "10.20.0.0/24", "fd00:20::/64",
        "0.0.0.0/0", "::/0", "255.255.255.255/32", "::ffff:10.0.0.1", "fe80::1%eth0", "8080:80", "1-65535:1-65535/udp", "18446744073709551616", "-1", "0x7fffffff", "1e9999",
        ".inf", "~", "null", "true", "'", "\"", "|\n", ">-\n", "- ", ": ", "? ", "[", "]", "{", "}", ",", "&a ", "*a", "!!str ", "!x ", "<<: ", "#", "\t", "\r", "\u0085",
        "\u2028", "\u202e", "\ufeff", "\\u001b[31m", "\0", "../", "\n  ", "\n    ", "{\n  \"apiVersion\": \"reconciler/v1\",\n  \"kind\": \"SavedPlan\",\n", "\"basis\": ",
        "\"version\": ", "\"files\": ", "\"state\": ", "\"sha256\": ", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");

    public static byte[][] Netlink { get; } = Bytes(
        "bridge\0", "veth\0", "vxlan\0", "vlan\0", "macvlan\0", "ipvlan\0", "dummy\0", "lo\0", "eth0\0", "tbf\0", "noqueue\0", "meta\0", "payload\0", "cmp\0", "bitwise\0",
        "byteorder\0", "lookup\0", "fib\0", "ct\0", "nat\0", "masq\0", "immediate\0", "xfrm\0", "counter\0", "match\0", "target\0", "redir\0", "log\0", "reject\0",
        "tcp\0", "udp\0", "DNAT\0", "REDIRECT\0", "rfc4106(gcm(aes))\0", "\u001b[31m", "filter\0", "route\0");

    private static byte[][] Bytes(params string[] words) => [.. words.Select(Encoding.UTF8.GetBytes)];
}
