using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Reconciler.Agent.Reporting;
using Reconciler.Agent.Running;

namespace Reconciler.Agent.Serving;

/// <summary>Answers who asks for states and events.</summary>
internal sealed class StatusServer(WatchLoop loop, Journal journal, Measurements measurements, StandingFaults faults, CancellationToken stopping)
{
    public const string StatusPath = "/v1/status";
    public const string EventsPath = "/v1/events";

    /// <summary>Answers one request.</summary>
    public Task AnswerAsync(HttpContext context) => context.Request.Path.Value switch
    {
        StatusPath => StatusAsync(context.Response),
        EventsPath => EventsAsync(context),
        "/metrics" => TextAsync(context.Response, MetricsText.ContentType, MetricsText.Write(Status(), measurements.Values, loop.Traffic(), loop.Questions)),
        "/healthz" => HealthAsync(context.Response, loop.Heartbeat.IsBeating, "the loop does not come round"),
        "/readyz" => HealthAsync(context.Response, loop.Settled.IsCompleted, "the documents were not compared yet"),
        _ => NotFound(context.Response),
    };

    private static Task HealthAsync(HttpResponse response, bool isWell, string otherwise)
    {
        response.StatusCode = isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return TextAsync(response, "text/plain; charset=utf-8", (isWell ? "ok" : otherwise) + "\n");
    }

    private static Task TextAsync(HttpResponse response, string type, string text)
    {
        response.ContentType = type;
        return response.WriteAsync(text);
    }

    private DaemonStatusJson Status() => loop.Status().With(faults.All);

    private Task StatusAsync(HttpResponse response)
    {
        response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(response.Body, Status(), AgentJson.Default.DaemonStatusJson);
    }

    private async Task EventsAsync(HttpContext context)
    {
        context.Response.ContentType = "application/jsonl";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await context.Response.Body.FlushAsync(end.Token).ConfigureAwait(false);
            await foreach (WatchEvent happened in journal.FollowAsync(end.Token).ConfigureAwait(false))
            {
                await context.Response.WriteAsync(EventJson.Line(happened) + "\n", end.Token).ConfigureAwait(false);
                await context.Response.Body.FlushAsync(end.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Whoever followed has gone, or the daemon ends.
        }
    }

    private static Task NotFound(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
