using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Reconciler.Agent.Reporting;
using Reconciler.Agent.Running;
using Reconciler.Agent.Serving;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Agent;

/// <summary>Watches until the process is asked to end.</summary>
public static class Daemon
{
    // sd_notify(3) and systemd.exec(5): whoever started this wants to know how it is, and reads what it logs.
    private static bool IsNotified => Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not null;

    private static bool IsJournal => Environment.GetEnvironmentVariable("JOURNAL_STREAM") is not null;

    /// <summary>Runs it.</summary>
    /// <param name="log">Where events are written.</param>
    /// <returns>Why it did not run; <c>null</c>: it did, and was asked to end.</returns>
    /// <exception cref="Netlink.NetlinkException">The host cannot be watched.</exception>
    public static Diagnostic? Run(WatchOptions options, TextWriter log)
    {
        string socket = DaemonSocket.PathOf(options.Host);
        try
        {
            if (!DaemonSocket.Clear(socket))
                return AgentDiagnostics.AnotherDaemon(options.Host.Owner, socket);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return AgentDiagnostics.NoSocket(socket, e.Message);
        }
        Journal journal = new(TimeProvider.System);
        journal.Listen(new EventLog(log, options.LogFormat, IsJournal).Write);
        Measurements measurements = new();
        journal.Listen(measurements.Count);
        StandingFaults faults = new();
        journal.Listen(faults.Note);
        using WatchLoop loop = new(options, journal, measurements, TimeProvider.System);
        using WebApplication host = Build(loop, socket, options.Listen);
        StatusServer server = new(loop, journal, measurements, faults, host.Lifetime.ApplicationStopping);
        ((IApplicationBuilder)host).Run(server.AnswerAsync);
        return Run(host, options.Listen);
    }

    private static Diagnostic? Run(WebApplication host, IPEndPoint? listen)
    {
        WatchService service = host.Services.GetServices<IHostedService>().OfType<WatchService>().Single();
        try
        {
            host.Run();
        }
        catch (IOException e)
        {
            return AgentDiagnostics.NotListening(listen?.ToString() ?? "its socket", e.Message);
        }
        catch (OperationCanceledException)
        {
            // It was asked to end before it was ready.
        }
        // The host ends in peace when a service of its fails; whoever started the daemon must hear of it.
        service.ExecuteTask?.GetAwaiter().GetResult();
        return null;
    }

    private static WebApplication Build(WatchLoop loop, string socket, IPEndPoint? listen)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.ListenUnixSocket(socket);
            if (listen is not null)
                kestrel.Listen(listen);
        });
        if (IsNotified)
        {
            builder.Services.AddSingleton<ISystemdNotifier, SystemdNotifier>();
            builder.Services.AddSingleton<IHostLifetime, SystemdLifetime>();
        }
        // Who asks is answered although the documents are not in the kernel yet.
        builder.Services.Configure<HostOptions>(host => host.ServicesStartConcurrently = true);
        builder.Services.AddHostedService(services =>
            new WatchService(loop, services.GetRequiredService<IHostApplicationLifetime>(), services.GetService<ISystemdNotifier>()));
        builder.Services.AddHostedService(services => new Watchdog(loop.Heartbeat, services.GetService<ISystemdNotifier>()));
        return builder.Build();
    }
}
