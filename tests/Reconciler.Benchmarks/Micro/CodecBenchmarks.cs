using System.Net.NetworkInformation;
using BenchmarkDotNet.Attributes;
using Reconciler.Netlink.Route;
using Reconciler.Netlink.Wire;

namespace Reconciler.Benchmarks.Micro;

/// <summary>Netlink messages, out and in.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks
{
    private const int Links = 1000;
    private const int Namespace = 7;

    private static readonly LinkMessage Pair = new()
    {
        Name = "veth-web-1",
        Master = 2,
        Queues = 1,
        Group = 77,
        Flags = LinkFlags.Up,
        Change = LinkFlags.Up,
        Kind = "veth",
        AddressGeneration = AddressGeneration.None,
        Peer = new()
        {
            Name = "eth0",
            Address = PhysicalAddress.Parse("02420A14000A"),
            Mtu = 1500,
            Group = 77,
            NamespaceDescriptor = Namespace,
            AddressGeneration = AddressGeneration.None,
        },
    };

    private readonly MessageWriter writer = new();
    private readonly byte[] dump = Dump();

    /// <summary>The request that makes a veth pair, one end of it in a container.</summary>
    [Benchmark]
    public int EncodeVeth()
    {
        writer.Clear();
        Pair.Write(writer, RouteMessageType.NewLink, MessageFlags.Create | MessageFlags.Exclusive);
        return writer.Length;
    }

    /// <summary>The answer to a request for all links.</summary>
    [Benchmark(OperationsPerInvoke = Links)]
    public int DecodeLinkOfDump()
    {
        int sum = 0;
        foreach (MessageView message in new MessageReader(dump))
            sum += LinkMessage.Read(message).Index;
        return sum;
    }

    private static byte[] Dump()
    {
        MessageWriter links = new();
        for (int i = 0; i < Links; i++)
        {
            LinkMessage link = Pair with
            {
                Index = i + 1,
                Name = $"veth-web-{i}",
                Peer = null,
                Queues = null,
                Link = 2,
                LinkNamespaceId = i,
                Mtu = 1500,
                Qdisc = "noqueue",
                Alias = $"reconciler:default:ContainerAttachment/web-{i}",
                Address = PhysicalAddress.Parse("02420A14000B"),
                Port = new() { Hairpin = true, Isolated = false },
            };
            link.Write(links, RouteMessageType.NewLink);
        }
        return links.Bytes.ToArray();
    }
}
