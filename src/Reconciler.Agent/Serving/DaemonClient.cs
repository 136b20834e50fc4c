using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Reconciler.Agent.Reporting;
using Reconciler.Core.Diagnostics;
using Reconciler.Kernel;

namespace Reconciler.Agent.Serving;

/// <summary>Asks the daemon of an owner.</summary>
public sealed class DaemonClient : IDisposable
{
    // A daemon that is well answers at once, whatever it is doing.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HostOptions host;
    private readonly HttpClient client;

    /// <param name="host">The host and the owner that it watches for.</param>
    public DaemonClient(HostOptions host)
    {
        this.host = host;
        UnixDomainSocketEndPoint there = new(DaemonSocket.PathOf(host));
        client = new(new SocketsHttpHandler { ConnectCallback = (_, cancellation) => ConnectAsync(there, cancellation) })
        {
            BaseAddress = new("http://reconciler"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>What it says of the documents.</summary>
    /// <exception cref="HttpRequestException">No daemon can be asked.</exception>
    /// <exception cref="OperationCanceledException">It does not answer.</exception>
    public DaemonStatusJson Status()
    {
        using CancellationTokenSource patience = new(Patience);
        using HttpResponseMessage answer = client.Send(new(HttpMethod.Get, StatusServer.StatusPath), patience.Token);
        using Stream body = answer.EnsureSuccessStatusCode().Content.ReadAsStream(patience.Token);
        return JsonSerializer.Deserialize(body, AgentJson.Default.DaemonStatusJson)!;
    }

    /// <summary>Why it could not be asked.</summary>
    /// <param name="e">What the attempt ended with.</param>
    public Diagnostic Explain(Exception e) => e switch
    {
        OperationCanceledException => AgentDiagnostics.NoAnswer(host.Owner, DaemonSocket.PathOf(host), Patience),
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.AccessDenied } } =>
            AgentDiagnostics.NotForThisUser(host.Owner, DaemonSocket.PathOf(host)),
        _ => AgentDiagnostics.NoDaemon(host.Owner, DaemonSocket.PathOf(host)),
    };

    /// <summary>What happens, a line of JSON each, from now until the daemon ends or this is cancelled.</summary>
    /// <exception cref="HttpRequestException">No daemon can be asked.</exception>
    /// <exception cref="OperationCanceledException">It does not answer, or this was cancelled before it did.</exception>
    public async IAsyncEnumerable<string> EventsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        using HttpResponseMessage answer = await client.GetAsync(new Uri(StatusServer.EventsPath, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
        using StreamReader lines = new(await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false));
        while (await NextAsync(lines, cancellation).ConfigureAwait(false) is string line)
            yield return line;
    }

    /// <summary>Ends all conversations.</summary>
    public void Dispose() => client.Dispose();

    private static async ValueTask<Stream> ConnectAsync(UnixDomainSocketEndPoint there, CancellationToken cancellation)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(there, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A daemon that ends, however it ends, is the end of what happens.
    private static async Task<string?> NextAsync(StreamReader lines, CancellationToken cancellation)
    {
        try
        {
            return await lines.ReadLineAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
