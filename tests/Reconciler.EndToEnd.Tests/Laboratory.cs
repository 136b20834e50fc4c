using System.Diagnostics;

namespace Reconciler.EndToEnd.Tests;

/// <summary>
/// A host with an uplink to a namespace that plays the outside (192.0.2.1 and 2001:db8::1; the host is .10 and ::10), and services
/// that tell every client by which address they see it.
/// </summary>
public sealed class Laboratory : IDisposable
{
    public const string Outside = "outside";
    public const string HostAddress = "192.0.2.10";
    public const string OutsideAddress = "192.0.2.1";
    public const string HostAddress6 = "2001:db8::10";
    public const string OutsideAddress6 = "2001:db8::1";

    // Seconds. A packet that is lost is sent again after one, but an emulated machine that is busy with other tests has taken more than
    // five to start the shell that answers.
    private const int Patience = 30;

    public Laboratory() => Host.Sh($"""
        set -e
        ip netns add {Outside}
        ip link add eth0 type veth peer name eth0 netns {Outside}
        ip addr add {HostAddress}/24 dev eth0; ip addr add {HostAddress6}/64 dev eth0 nodad; ip link set eth0 up
        ip -n {Outside} addr add {OutsideAddress}/24 dev eth0; ip -n {Outside} addr add {OutsideAddress6}/64 dev eth0 nodad
        ip -n {Outside} link set eth0 up; ip -n {Outside} link set lo up
        ip route add default via {OutsideAddress}; ip -6 route add default via {OutsideAddress6}
        until ip link show dev eth0 | grep -q 'state UP' && ip -n {Outside} link show dev eth0 | grep -q 'state UP'; do sleep 0.02; done
        """);

    public PrivateHost Host { get; } = new();

    /// <summary>Opens a TCP service in a namespace that answers with the client's address.</summary>
    public void Serve(string? netns, int port, string options = "")
    {
        string bind = options.Length == 0 ? "" : "," + options;
        Process service = Host.Background(netns, $"socat TCP6-LISTEN:{port},ipv6only=0,fork,reuseaddr{bind} SYSTEM:'read hello; echo $SOCAT_PEERADDR'");
        Until(() => Listening(netns, $"-lt sport = :{port}"), service);
    }

    /// <summary>Opens a UDP service in a namespace that answers with the client's address.</summary>
    public void ServeUdp(string netns, int port)
    {
        Process service = Host.Background(netns, $"socat UDP4-RECVFROM:{port},fork SYSTEM:'read hello; echo $SOCAT_PEERADDR'");
        Until(() => Listening(netns, $"-lu sport = :{port}"), service);
    }

    /// <summary>The address by which a service sees a client, or <c>null</c> when it cannot be reached.</summary>
    public string? Ask(string? from, string address, int port, string protocol = "TCP") => Ask(from, address, port, protocol, Patience);

    /// <summary>Whether a service cannot be reached. Packets that are dropped cost this second each time.</summary>
    public bool IsDenied(string? from, string address, int port) => Ask(from, address, port, "TCP", seconds: 1) is null;

    /// <summary>The same for a client with one of several addresses; when it cannot be reached, this costs a second.</summary>
    public string? AskAs(string source, string? from, string address, int port) => Ask(from, address, port, "TCP", seconds: 1, $",bind={Literal(source)}");

    private static string Literal(string address) => address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address;

    private string? Ask(string? from, string address, int port, string protocol, int seconds, string options = "")
    {
        string literal = Literal(address);
        string timeout = (protocol == "TCP" ? $",connect-timeout={seconds}" : "") + options;
        string command = $"echo hello | socat -t{seconds} -T{seconds} - {protocol}:{literal}:{port}{timeout}";
        Result result = from is null ? Host.Run(command) : Host.RunIn(from, command);
        string answer = result.Output.Trim().Trim('[', ']');
        const string Mapped = "0000:0000:0000:0000:0000:ffff:";
        if (answer.Length == 0)
            return null;
        return answer.StartsWith(Mapped, StringComparison.Ordinal)
            ? System.Net.IPAddress.Parse("::ffff:" + answer[Mapped.Length..]).MapToIPv4().ToString()
            : System.Net.IPAddress.Parse(answer).ToString();
    }

    public void Dispose() => Host.Dispose();

    private bool Listening(string? netns, string filter)
    {
        string command = $"ss -Hn {filter}";
        return (netns is null ? Host.Run(command) : Host.RunIn(netns, command)).Output.Length > 0;
    }

    private static void Until(Func<bool> ready, Process service)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (!ready())
        {
            Assert.False(service.HasExited, "the service ended");
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(10), "the service does not listen");
        }
    }
}
