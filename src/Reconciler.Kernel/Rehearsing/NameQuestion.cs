using System.Net;
using System.Net.Sockets;
using Reconciler.Core.Naming;
using Reconciler.Core.Rehearsing;
using Reconciler.Core.Values;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>Looks a name up from within a namespace, as a resolver there does it.</summary>
internal static class NameQuestion
{
    /// <summary>Why a name does not lead to an address; <c>null</c>: it does.</summary>
    /// <param name="again">After how long the question is sent again.</param>
    /// <exception cref="OperationCanceledException">No answer came.</exception>
    /// <exception cref="SocketException">Nobody serves names there, or there is no way.</exception>
    public static async Task<string?> AskAsync(NetworkNamespace from, NameLookup lookup, IpAddress meant, TimeSpan again, CancellationToken patience)
    {
        IpAddress server = lookup.ServerFor(meant.Family);
        DnsAnswer answer = await AskAsync(from, server, lookup.Name, meant.Family, again, patience);
        return answer switch
        {
            { Code: DnsCode.NameError } => $"{server} knows no name '{lookup.Name}'",
            { Code: not DnsCode.NoError } => $"{server} does not say what '{lookup.Name}' means ({answer.Code})",
            { Addresses.Count: 0 } => $"{server} knows no {meant.Family} address of '{lookup.Name}'",
            _ when !answer.Addresses.Contains(meant) => $"'{lookup.Name}' means {answer.Addresses} there",
            _ => null,
        };
    }

    private static async Task<DnsAnswer> AskAsync(
        NetworkNamespace from, IpAddress server, string name, IpFamily family, TimeSpan again, CancellationToken patience)
    {
        using Socket socket = NamespaceSockets.Create(from, server.Family, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(new IPEndPoint(server.ToIPAddress(), Zone.Port), patience);
        byte[] question = DnsAnswer.Question((ushort)Random.Shared.Next(ushort.MaxValue + 1), name, family);
        byte[] buffer = new byte[Responder.MaxDatagram];
        while (true)
        {
            Task<int> received = socket.ReceiveAsync(buffer, patience).AsTask();
            do
            {
                await NamespaceSockets.TrySendAsync(socket, question, patience);
                await Task.WhenAny(received, Task.Delay(again, patience));
                patience.ThrowIfCancellationRequested();
            }
            while (!received.IsCompleted);
            int length = await received;
            if (DnsAnswer.TryParse(question, buffer.AsSpan(0, length)) is DnsAnswer answer)
                return answer;
        }
    }
}
