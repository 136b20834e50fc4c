using Reconciler.Benchmarks.Running;
using Reconciler.Benchmarks.Workloads;

namespace Reconciler.Benchmarks.Peers;

/// <summary>The plug-ins of the Container Network Interface, one after another for each container, as its specification (1.0.0) says.</summary>
internal sealed class CniPeer(string folder) : Peer("cni", folder)
{
    private const string Plugins = "/usr/lib/cni";

    public override string? Missing =>
        !File.Exists($"{Plugins}/portmap") ? "install containernetworking-plugins" : File.Exists(IptablesNft) ? null : "install iptables";

    public override int Largest => 100;

    // portmap 1.1.1 checks the rules of IPv6, which an IPv4 network has not, where it finds ip6tables.
    private const string IptablesNft = "/usr/sbin/iptables-nft";

    private string OnlyIPv4 => Path.Combine(Folder, "only-ipv4");

    public override void Prepare(int count)
    {
        base.Prepare(count);
        Directory.CreateDirectory(OnlyIPv4);
        File.CreateSymbolicLink(Path.Combine(OnlyIPv4, "iptables"), IptablesNft);
        Write("plugins", Chain);
        Write("first-apply", Each("ADD", 1, count));
        Write("nothing-to-do", Each("CHECK", 1, count));
        Write("one-more", Each("ADD", count + 1, count + 1));
        Write("teardown", Each("DEL", 1, count + 1) + $"ip link del {WorkloadDocuments.Bridge}\n");
    }

    public override Command FirstApply(int count) => Script("first-apply");

    public override Command NothingToDo(int count) => Script("nothing-to-do");

    public override Command OneMore(int count) => Script("one-more");

    public override Command Teardown(int count) => Script("teardown");

    private string Each(string verb, int first, int last) => $"""
        set -e
        . {Folder}/plugins
        i={first}
        while [ $i -le {last} ]; do {verb} $i; i=$((i+1)); done

        """;

    // ADD passes each plug-in's result on to the next; CHECK and DEL give the last one to all, DEL in reverse.
    private string Chain => $$"""
        export CNI_IFNAME=eth0 CNI_PATH={{Plugins}}
        base='"cniVersion": "1.0.0", "name": "pfnet"'
        bridge='"type": "bridge", "bridge": "{{WorkloadDocuments.Bridge}}", "isGateway": true, "ipMasq": true, "hairpinMode": true,
          "ipam": {"type": "host-local", "dataDir": "{{Folder}}/addresses", "routes": [{"dst": "0.0.0.0/0"}],
          "ranges": [[{"subnet": "10.88.0.0/16", "gateway": "10.88.0.1"}]]}'
        firewall='"type": "firewall", "backend": "iptables"'
        container() {
          export CNI_COMMAND=$1 CNI_CONTAINERID={{WorkloadDocuments.Container}}$2 CNI_NETNS=/run/netns/{{WorkloadDocuments.Container}}$2
          portmap='"type": "portmap", "capabilities": {"portMappings": true},
            "runtimeConfig": {"portMappings": [{"hostPort": '$((20000+$2))', "containerPort": 80, "protocol": "tcp"}]}'
        }
        after() {
          printf '{%s, %s, "prevResult": %s}' "$base" "$2" "$result" | "$CNI_PATH/$1"
        }
        ADD() {
          container ADD "$1"
          result=$(printf '{%s, %s}' "$base" "$bridge" | "$CNI_PATH/bridge")
          result=$(after portmap "$portmap")
          after firewall "$firewall" >{{Folder}}/result$1
        }
        CHECK() {
          container CHECK "$1"
          result=$(cat {{Folder}}/result$1)
          after bridge "$bridge"
          PATH={{OnlyIPv4}} after portmap "$portmap"
          after firewall "$firewall"
        }
        DEL() {
          container DEL "$1"
          result=$(cat {{Folder}}/result$1)
          after firewall "$firewall"
          after portmap "$portmap"
          after bridge "$bridge"
        }

        """;
}
