ip netns add web-1
ip -n web-1 link set lo alias reconciler:default:Namespace/web-1
ip netns add web-2
ip -n web-2 link set lo alias reconciler:default:Namespace/web-2
nft add table inet reconciler-default
nft add set inet reconciler-default admitted-ip '{ type ipv4_addr . ipv4_addr . inet_proto . inet_service ; flags interval ; }'
nft add set inet reconciler-default admitted-ip6 '{ type ipv6_addr . ipv6_addr . inet_proto . inet_service ; flags interval ; }'
nft add set inet reconciler-default allowed '{ type ifname . ifname ; }'
nft add set inet reconciler-default bridges '{ type ifname ; }'
nft add set inet reconciler-default closed-egress-ip '{ type ipv4_addr ; }'
nft add set inet reconciler-default closed-egress-ip6 '{ type ipv6_addr ; }'
nft add set inet reconciler-default closed-ingress-ip '{ type ipv4_addr ; }'
nft add set inet reconciler-default closed-ingress-ip6 '{ type ipv6_addr ; }'
nft add set inet reconciler-default egress-ip '{ type ipv4_addr . ipv4_addr . inet_proto . inet_service ; flags interval ; }'
nft add set inet reconciler-default egress-ip6 '{ type ipv6_addr . ipv6_addr . inet_proto . inet_service ; flags interval ; }'
nft add set inet reconciler-default guarded-ip '{ type ipv4_addr . inet_proto . inet_service ; flags interval ; }'
nft add set inet reconciler-default guarded-ip6 '{ type ipv6_addr . inet_proto . inet_service ; flags interval ; }'
nft add set inet reconciler-default hairpin-ip '{ type ipv4_addr . ifname ; flags interval ; }'
nft add set inet reconciler-default hairpin-ip6 '{ type ipv6_addr . ifname ; flags interval ; }'
nft add set inet reconciler-default ingress-ip '{ type ipv4_addr . ipv4_addr . inet_proto . inet_service ; flags interval ; }'
nft add set inet reconciler-default ingress-ip6 '{ type ipv6_addr . ipv6_addr . inet_proto . inet_service ; flags interval ; }'
nft add set inet reconciler-default masqueraded-ip '{ type ipv4_addr ; flags interval ; }'
nft add set inet reconciler-default masqueraded-ip6 '{ type ipv6_addr ; flags interval ; }'
nft add set inet reconciler-default neighbours '{ type icmpv6_type ; }'
nft add map inet reconciler-default published-ip '{ type inet_proto . inet_service : ipv4_addr . inet_service ; }'
nft add map inet reconciler-default published-ip6 '{ type inet_proto . inet_service : ipv6_addr . inet_service ; }'
nft add map inet reconciler-default published-on-ip '{ type ipv4_addr . inet_proto . inet_service : ipv4_addr . inet_service ; }'
nft add map inet reconciler-default published-on-ip6 '{ type ipv6_addr . inet_proto . inet_service : ipv6_addr . inet_service ; }'
nft add map inet reconciler-default published-ranges-ip '{ type inet_proto . inet_service : ipv4_addr ; flags interval ; }'
nft add map inet reconciler-default published-ranges-ip6 '{ type inet_proto . inet_service : ipv6_addr ; flags interval ; }'
nft add map inet reconciler-default published-ranges-on-ip '{ type ipv4_addr . inet_proto . inet_service : ipv4_addr ; flags interval ; }'
nft add map inet reconciler-default published-ranges-on-ip6 '{ type ipv6_addr . inet_proto . inet_service : ipv6_addr ; flags interval ; }'
nft add set inet reconciler-default received-ip '{ type ipv4_addr . inet_proto . inet_service ; flags interval ; counter ; }'
nft add set inet reconciler-default received-ip6 '{ type ipv6_addr . inet_proto . inet_service ; flags interval ; counter ; }'
nft add set inet reconciler-default routed-ip '{ type ifname ; }'
nft add set inet reconciler-default routed-ip6 '{ type ifname ; }'
nft add set inet reconciler-default sent-ip '{ type ipv4_addr . inet_proto . inet_service ; flags interval ; counter ; }'
nft add set inet reconciler-default sent-ip6 '{ type ipv6_addr . inet_proto . inet_service ; flags interval ; counter ; }'
nft add set inet reconciler-default services-from-ip '{ type ipv4_addr . ipv4_addr . inet_proto . inet_service ; flags interval ; }'
nft add set inet reconciler-default services-from-ip6 '{ type ipv6_addr . ipv6_addr . inet_proto . inet_service ; flags interval ; }'
nft add set inet reconciler-default services-ip '{ type ipv4_addr . inet_proto . inet_service ; flags interval ; }'
nft add set inet reconciler-default services-ip6 '{ type ipv6_addr . inet_proto . inet_service ; flags interval ; }'
nft add map inet reconciler-default sources-ip '{ type ipv4_addr : ipv4_addr ; flags interval ; }'
nft add map inet reconciler-default sources-ip6 '{ type ipv6_addr : ipv6_addr ; flags interval ; }'
nft add set inet reconciler-default uplinked-ip '{ type ifname ; }'
nft add set inet reconciler-default uplinked-ip6 '{ type ifname ; }'
nft add chain inet reconciler-default ask-sent
nft add chain inet reconciler-default count-received '{ type filter hook postrouting priority -150 ; policy accept ; }'
nft add chain inet reconciler-default count-sent '{ type filter hook prerouting priority -150 ; policy accept ; }'
nft add chain inet reconciler-default egress-ip
nft add chain inet reconciler-default egress-ip6
nft add chain inet reconciler-default forward '{ type filter hook forward priority 0 ; policy accept ; }'
nft add chain inet reconciler-default guard
nft add chain inet reconciler-default ingress-ip
nft add chain inet reconciler-default ingress-ip6
nft add chain inet reconciler-default judge
nft add chain inet reconciler-default output '{ type nat hook output priority -100 ; policy accept ; }'
nft add chain inet reconciler-default postrouting '{ type nat hook postrouting priority 100 ; policy accept ; }'
nft add chain inet reconciler-default prerouting '{ type nat hook prerouting priority -100 ; policy accept ; }'
nft add chain inet reconciler-default publish
nft add chain inet reconciler-default raw '{ type filter hook prerouting priority -300 ; policy accept ; }'
nft add chain inet reconciler-default sent '{ type filter hook prerouting priority -150 ; policy accept ; }'
nft add element inet reconciler-default allowed '{ "br-web" . "br-web" }'
nft add element inet reconciler-default bridges '{ "br-web" }'
nft add element inet reconciler-default hairpin-ip '{ 10.20.0.0/24 . "br-web" }'
nft add element inet reconciler-default masqueraded-ip '{ 10.20.0.0/24 }'
nft add element inet reconciler-default neighbours '{ 130 }'
nft add element inet reconciler-default neighbours '{ 131 }'
nft add element inet reconciler-default neighbours '{ 132 }'
nft add element inet reconciler-default neighbours '{ 133 }'
nft add element inet reconciler-default neighbours '{ 134 }'
nft add element inet reconciler-default neighbours '{ 135 }'
nft add element inet reconciler-default neighbours '{ 136 }'
nft add element inet reconciler-default neighbours '{ 143 }'
nft add element inet reconciler-default published-ip '{ tcp . 8080 : 10.20.0.10 . 80 }'
nft add element inet reconciler-default received-ip '{ 10.20.0.10/32 . tcp . 80 }'
nft add element inet reconciler-default sent-ip '{ 10.20.0.10/32 . tcp . 80 }'
nft add element inet reconciler-default uplinked-ip '{ "br-web" }'
nft add rule inet reconciler-default ask-sent ct state established,related accept
nft add rule inet reconciler-default ask-sent meta nfproto ipv4 ip saddr @closed-egress-ip jump egress-ip
nft add rule inet reconciler-default ask-sent meta nfproto ipv6 ip6 saddr @closed-egress-ip6 jump egress-ip6
nft add rule inet reconciler-default count-received ct status dnat meta nfproto ipv4 ip daddr . meta l4proto . th dport @received-ip
nft add rule inet reconciler-default count-received ct status dnat meta nfproto ipv6 ip6 daddr . meta l4proto . th dport @received-ip6
nft add rule inet reconciler-default count-sent ct status dnat meta nfproto ipv4 ip saddr . meta l4proto . th sport @sent-ip
nft add rule inet reconciler-default count-sent ct status dnat meta nfproto ipv6 ip6 saddr . meta l4proto . th sport @sent-ip6
nft add rule inet reconciler-default egress-ip meta l4proto ipv6-icmp icmpv6 type @neighbours return
nft add rule inet reconciler-default egress-ip meta nfproto ipv4 ip saddr . ip daddr . meta l4proto . th dport @egress-ip return
nft add rule inet reconciler-default egress-ip drop
nft add rule inet reconciler-default egress-ip6 meta l4proto ipv6-icmp icmpv6 type @neighbours return
nft add rule inet reconciler-default egress-ip6 meta nfproto ipv6 ip6 saddr . ip6 daddr . meta l4proto . th dport @egress-ip6 return
nft add rule inet reconciler-default egress-ip6 drop
nft add rule inet reconciler-default forward oifname @bridges goto judge
nft add rule inet reconciler-default forward iifname @bridges goto judge
nft add rule inet reconciler-default guard meta nfproto ipv4 ip daddr . meta l4proto . th dport @guarded-ip ip saddr . ip daddr . meta l4proto . th dport != @admitted-ip drop
nft add rule inet reconciler-default guard meta nfproto ipv6 ip6 daddr . meta l4proto . th dport @guarded-ip6 ip6 saddr . ip6 daddr . meta l4proto . th dport != @admitted-ip6 drop
nft add rule inet reconciler-default guard goto publish
nft add rule inet reconciler-default ingress-ip meta l4proto ipv6-icmp icmpv6 type @neighbours return
nft add rule inet reconciler-default ingress-ip meta nfproto ipv4 ip daddr . ip saddr . meta l4proto . th dport @ingress-ip return
nft add rule inet reconciler-default ingress-ip drop
nft add rule inet reconciler-default ingress-ip6 meta l4proto ipv6-icmp icmpv6 type @neighbours return
nft add rule inet reconciler-default ingress-ip6 meta nfproto ipv6 ip6 daddr . ip6 saddr . meta l4proto . th dport @ingress-ip6 return
nft add rule inet reconciler-default ingress-ip6 drop
nft add rule inet reconciler-default judge ct state established,related accept
nft add rule inet reconciler-default judge ct state invalid drop
nft add rule inet reconciler-default judge meta nfproto ipv4 ip daddr @closed-ingress-ip jump ingress-ip
nft add rule inet reconciler-default judge meta nfproto ipv6 ip6 daddr @closed-ingress-ip6 jump ingress-ip6
nft add rule inet reconciler-default judge iifname . oifname @allowed accept
nft add rule inet reconciler-default judge meta nfproto ipv4 oifname @uplinked-ip ct status dnat accept
nft add rule inet reconciler-default judge meta nfproto ipv6 oifname @uplinked-ip6 ct status dnat accept
nft add rule inet reconciler-default judge meta nfproto ipv4 oifname @routed-ip meta l4proto icmp accept
nft add rule inet reconciler-default judge meta nfproto ipv4 oifname @routed-ip ip daddr . meta l4proto . th dport @services-ip accept
nft add rule inet reconciler-default judge meta nfproto ipv4 oifname @routed-ip ip saddr . ip daddr . meta l4proto . th dport @services-from-ip accept
nft add rule inet reconciler-default judge meta nfproto ipv6 oifname @routed-ip6 meta l4proto ipv6-icmp accept
nft add rule inet reconciler-default judge meta nfproto ipv6 oifname @routed-ip6 ip6 daddr . meta l4proto . th dport @services-ip6 accept
nft add rule inet reconciler-default judge meta nfproto ipv6 oifname @routed-ip6 ip6 saddr . ip6 daddr . meta l4proto . th dport @services-from-ip6 accept
nft add rule inet reconciler-default judge oifname @bridges drop
nft add rule inet reconciler-default judge meta nfproto ipv4 iifname @uplinked-ip accept
nft add rule inet reconciler-default judge meta nfproto ipv6 iifname @uplinked-ip6 accept
nft add rule inet reconciler-default judge drop
nft add rule inet reconciler-default output fib daddr type local jump publish
nft add rule inet reconciler-default postrouting oifname "lo" accept
nft add rule inet reconciler-default postrouting meta nfproto ipv4 oifname != @bridges snat ip to ip saddr map @sources-ip
nft add rule inet reconciler-default postrouting meta nfproto ipv4 ip saddr @masqueraded-ip oifname != @bridges masquerade
nft add rule inet reconciler-default postrouting meta nfproto ipv4 ip saddr . oifname @hairpin-ip ct status dnat masquerade
nft add rule inet reconciler-default postrouting meta nfproto ipv4 ip saddr 127.0.0.0/8 oifname @bridges masquerade
nft add rule inet reconciler-default postrouting meta nfproto ipv6 oifname != @bridges snat ip6 to ip6 saddr map @sources-ip6
nft add rule inet reconciler-default postrouting meta nfproto ipv6 ip6 saddr @masqueraded-ip6 oifname != @bridges masquerade
nft add rule inet reconciler-default postrouting meta nfproto ipv6 ip6 saddr . oifname @hairpin-ip6 ct status dnat masquerade
nft add rule inet reconciler-default prerouting fib daddr type local jump guard
nft add rule inet reconciler-default publish meta nfproto ipv4 dnat ip to ip daddr . meta l4proto . th dport map @published-on-ip
nft add rule inet reconciler-default publish meta nfproto ipv4 dnat ip to ip daddr . meta l4proto . th dport map @published-ranges-on-ip
nft add rule inet reconciler-default publish meta nfproto ipv4 dnat ip to meta l4proto . th dport map @published-ip
nft add rule inet reconciler-default publish meta nfproto ipv4 dnat ip to meta l4proto . th dport map @published-ranges-ip
nft add rule inet reconciler-default publish meta nfproto ipv6 ip6 daddr ::1 return
nft add rule inet reconciler-default publish meta nfproto ipv6 dnat ip6 to ip6 daddr . meta l4proto . th dport map @published-on-ip6
nft add rule inet reconciler-default publish meta nfproto ipv6 dnat ip6 to ip6 daddr . meta l4proto . th dport map @published-ranges-on-ip6
nft add rule inet reconciler-default publish meta nfproto ipv6 dnat ip6 to meta l4proto . th dport map @published-ip6
nft add rule inet reconciler-default publish meta nfproto ipv6 dnat ip6 to meta l4proto . th dport map @published-ranges-ip6
nft add rule inet reconciler-default raw iifname != "lo" meta nfproto ipv4 ip daddr 127.0.0.0/8 drop
nft add rule inet reconciler-default sent iifname @bridges goto ask-sent
ip link add br-web address 02:4e:29:98:fa:94 group 1392361021 type bridge
ip link set br-web mtu 1500
ip link set br-web alias reconciler:default:Network/web
ip link set br-web addrgenmode none
ip link add veth-web-1 mtu 1500 group 1392361021 type veth peer name eth0 address 02:77:85:d4:91:b7 mtu 1500 netns web-1
ip link set veth-web-1 alias reconciler:default:ContainerAttachment/web-1
ip link set veth-web-1 addrgenmode none
ip link set veth-web-1 master br-web up
bridge link set dev veth-web-1 hairpin on isolated off
ip link add veth-web-2 mtu 1500 group 1392361021 type veth peer name eth0 address 02:55:91:36:c6:15 mtu 1500 netns web-2
ip link set veth-web-2 alias reconciler:default:ContainerAttachment/web-2
ip link set veth-web-2 addrgenmode none
ip link set veth-web-2 master br-web up
bridge link set dev veth-web-2 hairpin on isolated off
ip -n web-1 link set lo up
ip -n web-1 link set eth0 alias reconciler:default:ContainerAttachment/web-1
ip -n web-1 link set eth0 addrgenmode none
ip -n web-1 link set eth0 up
ip -n web-1 addr add 10.20.0.10/24 dev eth0 proto 82
ip -n web-1 route add default via 10.20.0.1 dev eth0 proto 82
ip -n web-2 link set lo up
ip -n web-2 link set eth0 alias reconciler:default:ContainerAttachment/web-2
ip -n web-2 link set eth0 addrgenmode none
ip -n web-2 link set eth0 up
ip -n web-2 addr add 10.20.0.167/24 dev eth0 proto 82
ip -n web-2 route add default via 10.20.0.1 dev eth0 proto 82
sysctl -w net.ipv4.conf.br-web.route_localnet=1
sysctl -w net.ipv4.ip_forward=1
ip link set br-web up
ip addr add 10.20.0.1/24 dev br-web proto 82
