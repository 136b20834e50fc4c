using System.Net;
using System.Net.Sockets;
using System.Text;
using Reconciler.Netlink.Namespaces;

namespace Reconciler.Kernel.Tests.Flows;

/// <summary>A client that sends from one port all the time, as a game, a resolver or a phone does: one connection, as the kernel sees it.</summary>
internal sealed class UdpClientStream : IDisposable
{
    // Milliseconds: what a client waits before it sends again.
    private const int Retransmission = 50;
    private const int MostRetransmissions = 100;

    private readonly Socket socket;
    private int asked;

    public UdpClientStream(NetworkNamespace where, string address, int port, string? source = null)
    {
        IPAddress to = IPAddress.Parse(address);
        socket = where.Run(() => new Socket(to.AddressFamily, SocketType.Dgram, ProtocolType.Udp));
        socket.ReceiveTimeout = Retransmission;
        if (source is not null)
            socket.Bind(new IPEndPoint(IPAddress.Parse(source), 0));
        socket.Connect(to, port);
    }

    /// <summary>Who answers one datagram in time; <c>null</c>: nobody.</summary>
    public string? Ask()
    {
        string question = $"{++asked} ";
        try
        {
            socket.Send(Encoding.UTF8.GetBytes(question));
            return Receive(question)[question.Length..];
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>Asks until somebody answers, which those who have just come may take a moment for.</summary>
    public string? AskUntilAnswered()
    {
        string? answer = null;
        for (int i = 0; answer is null && i < MostRetransmissions; i++)
            answer = Ask();
        return answer;
    }

    /// <summary>Who answered each datagram while something was done, and of the one behind it.</summary>
    public IReadOnlyList<string?> During(Action change)
    {
        List<string?> answers = [];
        using ManualResetEventSlim done = new();
        Thread thread = new(() =>
        {
            while (!done.IsSet)
            {
                answers.Add(Ask());
                Thread.Sleep(1);
            }
        });
        thread.Start();
        try
        {
            change();
        }
        finally
        {
            done.Set();
            thread.Join();
        }
        answers.Add(Ask());
        return answers;
    }

    public void Dispose() => socket.Dispose();

    // What comes too late answers an earlier question, and would tell where that one was led.
    private string Receive(string question)
    {
        byte[] buffer = new byte[64];
        string answer;
        do
            answer = Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer));
        while (!answer.StartsWith(question, StringComparison.Ordinal));
        return answer;
    }
}
