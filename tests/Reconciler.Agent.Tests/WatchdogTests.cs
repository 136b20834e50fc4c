using Microsoft.Extensions.Hosting.Systemd;
using Reconciler.Agent.Running;

namespace Reconciler.Agent.Tests;

public class WatchdogTests
{
    private const string Variable = "WATCHDOG_USEC";

    private readonly ManualTime time = new();
    private readonly Heartbeat heartbeat;

    public WatchdogTests() => heartbeat = new(time);

    [Fact]
    public void Who_works_for_long_is_stuck_and_who_waits_is_not()
    {
        Assert.True(heartbeat.IsBeating);
        heartbeat.Work();
        time.Pass(TimeSpan.FromMinutes(4));
        Assert.True(heartbeat.IsBeating);
        time.Pass(TimeSpan.FromMinutes(2));
        Assert.False(heartbeat.IsBeating);
        heartbeat.Rest();
        time.Pass(TimeSpan.FromDays(1));
        Assert.True(heartbeat.IsBeating);
        heartbeat.Work();
        Assert.True(heartbeat.IsBeating);
    }

    // systemd ends and starts anew whoever gives no sign for as long as the variable says.
    [Fact]
    public async Task A_loop_that_is_stuck_gives_no_sign_of_life()
    {
        Signs signs = new();
        Environment.SetEnvironmentVariable(Variable, "20000");
        using Watchdog watchdog = new(heartbeat, signs);
        await watchdog.StartAsync(TestContext.Current.CancellationToken);
        await signs.NextAsync();
        heartbeat.Work();
        time.Pass(TimeSpan.FromMinutes(6));
        await Task.Delay(100, TestContext.Current.CancellationToken);
        int until = signs.Count;
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.Equal(until, signs.Count);
        heartbeat.Rest();
        await signs.NextAsync();
        await watchdog.StopAsync(TestContext.Current.CancellationToken);
        Environment.SetEnvironmentVariable(Variable, null);
    }

    private sealed class Signs : ISystemdNotifier
    {
        private int count;

        public bool IsEnabled => true;

        public int Count => Volatile.Read(ref count);

        public void Notify(ServiceState state)
        {
            Assert.Equal("WATCHDOG=1", state.ToString());
            Interlocked.Increment(ref count);
        }

        public async Task NextAsync()
        {
            for (int before = Count; Count == before;)
                await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private sealed class ManualTime : TimeProvider
    {
        private long ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref ticks);

        public void Pass(TimeSpan span) => Interlocked.Add(ref ticks, span.Ticks);
    }
}
