using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;

namespace Reconciler.Agent.Running;

/// <summary>Tells systemd that the loop is alive, as often as it wants to know (sd_watchdog_enabled(3)).</summary>
internal sealed class Watchdog(Heartbeat heartbeat, ISystemdNotifier? systemd) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out long limit))
            return;
        using PeriodicTimer timer = new(TimeSpan.FromMicroseconds(limit) / 2);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            if (heartbeat.IsBeating)
                systemd?.Notify(new ServiceState("WATCHDOG=1"));
        }
    }
}
