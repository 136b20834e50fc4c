using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;

namespace Reconciler.Agent.Running;

/// <summary>The loop as a part of a host: started, ready when the documents are in the kernel, reloaded by SIGHUP, stopped.</summary>
internal sealed class WatchService(WatchLoop loop, IHostApplicationLifetime lifetime, ISystemdNotifier? systemd) : BackgroundService
{
    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
        await Task.WhenAny(loop.Settled, ExecuteTask!).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            Reload();
        });
        // A thread of its own: it waits, and calls the kernel.
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        await Task.Factory.StartNew(() => loop.Run(stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
    }

    // systemd wants to know when it began, by CLOCK_MONOTONIC (sd_notify(3), Type=notify-reload).
    private void Reload()
    {
        long microseconds = (long)(Stopwatch.GetTimestamp() * (1e6 / Stopwatch.Frequency));
        systemd?.Notify(new ServiceState(string.Create(CultureInfo.InvariantCulture, $"RELOADING=1\nMONOTONIC_USEC={microseconds}")));
        loop.Reload(() => systemd?.Notify(ServiceState.Ready));
    }
}
