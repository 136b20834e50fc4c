using Reconciler.Benchmarks.Running;
using Reconciler.Benchmarks.Workloads;

namespace Reconciler.Benchmarks.Peers;

/// <summary>Podman's network program: started once for each container, with JSON on its standard input.</summary>
internal sealed class NetavarkPeer(string folder) : Peer("netavark", folder)
{
    private const string Program = "/usr/lib/podman/netavark";

    public override string? Missing => File.Exists(Program) ? null : "install netavark";

    public override int Largest => 100;

    public override void Prepare(int count)
    {
        base.Prepare(count);
        for (int i = 1; i <= count + 1; i++)
            Write($"container{i}", Options(i));
        Write("first-apply", Each("setup", 1, count));
        Write("one-more", Each("setup", count + 1, count + 1));
        Write("teardown", Each("teardown", 1, count + 1));
    }

    public override Command FirstApply(int count) => Script("first-apply");

    public override Command? NothingToDo(int count) => null;

    public override Command OneMore(int count) => Script("one-more");

    public override Command Teardown(int count) => Script("teardown");

    private string Each(string verb, int first, int last) => $"""
        set -e
        i={first}
        while [ $i -le {last} ]; do
          {Program} -c {Folder} {verb} /run/netns/{WorkloadDocuments.Container}$i <{Folder}/container$i >/dev/null
          i=$((i+1))
        done

        """;

    private static string Options(int number) => $$"""
        {
          "container_id": "{{number:x64}}", "container_name": "{{WorkloadDocuments.Container}}{{number}}",
          "port_mappings": [{"container_port": 80, "host_ip": "", "host_port": {{WorkloadDocuments.PortOf(number)}}, "protocol": "tcp", "range": 1 }],
          "networks": {"pfnet": {"static_ips": ["{{WorkloadDocuments.AddressOf(number)}}"], "interface_name": "eth0"} },
          "network_info": {"pfnet": {
            "name": "pfnet", "id": "{{1:x64}}", "driver": "bridge", "network_interface": "{{WorkloadDocuments.Bridge}}",
            "subnets": [{"subnet": "10.88.0.0/16", "gateway": "10.88.0.1"}],
            "ipv6_enabled": false, "internal": false, "dns_enabled": false, "ipam_options": {"driver": "host-local"}
          } }
        }

        """;
}
