using System.Net;
using System.Net.Sockets;
using Reconciler.Core.Naming;
using Reconciler.Core.Values;
using Reconciler.Kernel.Naming;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Tests.Naming;

/// <summary>Questions about names of others are asked of other servers, whatever these do.</summary>
public sealed class ForwardingTests : IDisposable
{
    private static readonly IpAddress Gateway = IpAddress.Parse("10.20.0.1");
    private static readonly IpAddress One = IpAddress.Parse("10.98.0.1");
    private static readonly IpAddress Other = IpAddress.Parse("10.98.0.2");

    private readonly NetworkNamespace host = Requirements.PrivateNamespace("host");
    private readonly string resolvers = Path.GetTempFileName();
    private readonly CancellationTokenSource end = new();
    private readonly NameServer server;

    public ForwardingTests()
    {
        NamespaceShell.Sh(host, $"ip link set lo up; ip addr add {Gateway}/24 dev lo; ip addr add {One}/24 dev lo; ip addr add {Other}/24 dev lo");
        server = new(host, new HostResolvers(resolvers));
        Say($"# whoever made it\nsearch example.com\nnameserver {One}\nnameserver {Other}\nnameserver {Gateway}\nnameserver fe80::1%eth0\n");
        Assert.Empty(server.Serve([new("web", "web.internal")
        {
            Subnets = [IpPrefix.Parse("10.20.0.0/24")], Servers = [Gateway], PassesOn = true,
        }]));
    }

    public void Dispose()
    {
        end.Cancel();
        server.Dispose();
        host.Dispose();
        File.Delete(resolvers);
        end.Dispose();
    }

    [Fact]
    public async Task The_next_one_is_asked_where_one_is_not_there_or_cannot_help()
    {
        _ = Answering(Other, question => [Right(question)]);
        Assert.Equal("192.0.2.1", await AskAsync());
        foreach (DnsCode code in (DnsCode[])[DnsCode.ServerFailure, DnsCode.Refused])
        {
            using CancellationTokenSource moment = new();
            Task answering = Answering(One, question => [Wrong(question, code)], moment);
            Assert.Equal("192.0.2.1", await AskAsync());
            await moment.CancelAsync();
            await answering;
        }
        Assert.Equal((QuestionOutcome.PassedOn, 3), Assert.Single(server.Questions.All.Select(q => (q.Outcome, (int)q.Count))));
    }

    [Fact]
    public async Task What_is_no_answer_to_the_question_is_passed_over()
    {
        _ = Answering(One, question => [[], [1, 2, 3], Renumbered(Right(question)), question, Right(DnsAnswer.Question((ushort)(question[0] << 8 | question[1]), "example.net", IpFamily.IPv4)), Right(question)]);
        Assert.Equal("192.0.2.1", await AskAsync());
    }

    [Fact]
    public async Task That_there_is_no_such_name_is_an_answer()
    {
        _ = Answering(One, question => [Wrong(question, DnsCode.NameError)]);
        _ = Answering(Other, question => [Right(question)]);
        Assert.Equal("NameError", await AskAsync());
    }

    [Fact]
    public async Task When_nobody_answers_it_is_said()
    {
        // The gateway is in the list as well: who asks itself would ask for ever.
        Assert.Equal("ServerFailure", await AskAsync());
        Assert.Equal((QuestionOutcome.Failed, 1), Assert.Single(server.Questions.All.Select(q => (q.Outcome, (int)q.Count))));
    }

    [Fact]
    public async Task Whom_the_host_asks_is_read_again_when_it_is_another()
    {
        _ = Answering(Other, question => [Right(question)]);
        Say("");
        Assert.Equal("ServerFailure", await AskAsync());
        Say($"nameserver {Other}\n");
        Assert.Equal("192.0.2.1", await AskAsync());
        File.Delete(resolvers);
        Assert.Equal("ServerFailure", await AskAsync());
    }

    // Another time of writing, however quick this machine is.
    private void Say(string text)
    {
        DateTime before = File.GetLastWriteTimeUtc(resolvers);
        File.WriteAllText(resolvers, text);
        File.SetLastWriteTimeUtc(resolvers, before.AddSeconds(1));
    }

    private async Task<string> AskAsync()
    {
        using Socket socket = NamespaceSockets.Create(host, IpFamily.IPv4, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(new IPEndPoint(Gateway.ToIPAddress(), Zone.Port), TestContext.Current.CancellationToken);
        byte[] question = DnsAnswer.Question(7, "www.example.com", IpFamily.IPv4);
        await socket.SendAsync(question, TestContext.Current.CancellationToken);
        byte[] buffer = new byte[Responder.MaxDatagram];
        int length = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        DnsAnswer answer = DnsAnswer.TryParse(question, buffer.AsSpan(0, length))!;
        return answer.Code == DnsCode.NoError ? answer.Addresses.ToString() : answer.Code.ToString();
    }

    private Task Answering(IpAddress address, Func<byte[], byte[][]> answers, CancellationTokenSource? until = null)
    {
        Socket socket = NamespaceSockets.Create(host, IpFamily.IPv4, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(address.ToIPAddress(), Zone.Port));
        return Task.Run(async () =>
        {
            using Socket open = socket;
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, until?.Token ?? CancellationToken.None);
            byte[] buffer = new byte[Responder.MaxDatagram];
            try
            {
                while (true)
                {
                    SocketReceiveFromResult asked = await open.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), either.Token);
                    foreach (byte[] answer in answers(buffer[..asked.ReceivedBytes]))
                        await open.SendToAsync(answer, asked.RemoteEndPoint, either.Token);
                }
            }
            catch (OperationCanceledException)
            {
                // The test is over.
            }
        }, CancellationToken.None);
    }

    // As RFC 1035 has it: the question, and one address of the name.
    private static byte[] Right(byte[] question)
    {
        byte[] answer = [.. question, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1];
        answer[2] |= 0x80;
        answer[7] = 1;
        return answer;
    }

    private static byte[] Wrong(byte[] question, DnsCode code)
    {
        byte[] answer = [.. question];
        answer[2] |= 0x80;
        answer[3] = (byte)code;
        return answer;
    }

    private static byte[] Renumbered(byte[] answer)
    {
        answer[1] ^= 1;
        return answer;
    }
}
