namespace Reconciler.Netlink.Waiting;

/// <summary>One thread that waits for news of any number of sources. It is told of what comes new, and never asks by itself.</summary>
public sealed class Lookout : IDisposable
{
    private const ulong Bell = 0;
    private const int MostAtOnce = 16;

    private readonly DescriptorHandle poll = Sys.NewPoll();
    private readonly DescriptorHandle bell = Sys.NewBell();
    private readonly List<Action> alarms = [];
    private readonly Thread thread;

    /// <summary>Begins to wait.</summary>
    public Lookout()
    {
        Sys.Poll(poll, bell, isUrgent: false, Bell);
        thread = new(Wait) { IsBackground = true, Name = "lookout" };
        thread.Start();
    }

    /// <summary>Waits for a source as well.</summary>
    /// <param name="alarm">Is called on the waiting thread when there is news, until the source or this is disposed of; it must be quick.</param>
    public void Add(ReadySource source, Action alarm)
    {
        ulong token;
        lock (alarms)
        {
            alarms.Add(alarm);
            token = (ulong)alarms.Count;
        }
        Sys.Poll(poll, source.Descriptor, source.IsUrgent, token);
    }

    /// <summary>Ends the waiting.</summary>
    public void Dispose()
    {
        Sys.Ring(bell);
        thread.Join();
        poll.Dispose();
        bell.Dispose();
    }

    private void Wait()
    {
        Span<ulong> tokens = stackalloc ulong[MostAtOnce];
        while (true)
        {
            int count = Sys.Wait(poll, tokens);
            foreach (ulong token in tokens[..count])
            {
                if (token == Bell)
                    return;
                AlarmOf(token)();
            }
        }
    }

    private Action AlarmOf(ulong token)
    {
        lock (alarms)
            return alarms[(int)token - 1];
    }
}
