using System.Text;

namespace Reconciler.Agent.Tests;

public class DaemonTests
{
    // The first thing that the loop does is to write to the log; nothing of the host is looked at before.
    [Fact]
    public void A_loop_that_breaks_down_does_not_end_in_peace()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "hearing of the host takes root");
        WatchOptions options = new([], new($"breaks-{Environment.ProcessId}"), _ => "");
        Assert.Throws<InvalidOperationException>(() => Daemon.Run(options, new BrokenWriter()));
    }

    private sealed class BrokenWriter : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => throw new InvalidOperationException("broken");
    }
}
