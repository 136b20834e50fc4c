using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Netlink;

namespace Reconciler.Kernel.Applying;

/// <summary>Carries out a plan's steps in their order, as many at a time as go to the kernel together.</summary>
internal sealed class Execution(HostKernel kernel, IProgress<Step>? progress)
{
    // A few containers are done one after the other, in an order that can be told.
    private const int Many = 16;

    private readonly Lock reporting = new();

    // Those that a plan made again continues: what they did is told and forgotten with it.
    private readonly List<Plan> unfinished = [];

    /// <summary>As <see cref="Run"/>, where a refusal may be that of a host which others have changed since it was read.</summary>
    /// <param name="hostMayMove">Whether such a refusal is no fault: the plan has to be made again, and continued.</param>
    /// <returns>Whether it was carried out to its end.</returns>
    public bool TryRun(Plan plan, bool hostMayMove, CancellationToken cancellation)
    {
        try
        {
            Run(plan, cancellation);
            return true;
        }
        catch (StepRefusedException e) when (hostMayMove && e.SaysThatTheHostMoved)
        {
            return false;
        }
    }

    /// <exception cref="StepRefusedException">The kernel refused a step; those before it took effect.</exception>
    /// <exception cref="OperationCanceledException">Between two batches.</exception>
    public void Run(Plan plan, CancellationToken cancellation)
    {
        unfinished.Add(plan);
        foreach (IGrouping<Stage, Step[]> stage in Batches(plan.Steps).GroupBy(b => b[0].Stage))
        {
            Step[][][] containers = stage.Key == Stage.Containers ? [.. stage.GroupBy(b => b[0].Namespace).Select(c => c.ToArray())] : [];
            if (containers.Length >= Many)
            {
                TakeAtOnce(containers, plan, cancellation);
                continue;
            }
            foreach (Step[] batch in stage)
                Take(batch, plan, cancellation);
        }
        foreach (Plan done in unfinished)
        {
            FlowRemoval.Run(done, kernel);
            Announcer.Run(done, kernel);
        }
        unfinished.Clear();
    }

    // Containers do not know of each other. What the kernel does for them it does one after the other, for the most part: what is done
    // besides, on as many processors as there are.
    private void TakeAtOnce(Step[][][] containers, Plan plan, CancellationToken cancellation)
    {
        OpenAll(containers);
        bool isRefused = false;
        AtOnce.Run(containers, container =>
        {
            foreach (Step[] batch in container)
            {
                if (Volatile.Read(ref isRefused))
                    return;
                try
                {
                    Take(batch, plan, cancellation);
                }
                catch (StepRefusedException)
                {
                    Volatile.Write(ref isRefused, true);
                    throw;
                }
            }
        });
    }

    // Nothing is opened while several threads look for what is open.
    private void OpenAll(Step[][][] containers)
    {
        try
        {
            kernel.Open([.. containers.Select(c => c[0][0].Namespace)]);
        }
        catch (NetlinkException e)
        {
            throw new StepRefusedException(containers[0][0][0], e);
        }
    }

    // Whatever the kernel refuses on the way to a step is its refusal: a namespace that cannot be opened, a socket.
    private void Take(Step[] batch, Plan plan, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            StepExecutors.Of(batch[0]).Run(batch, kernel, plan.Generations);
        }
        catch (NetlinkException e)
        {
            throw new StepRefusedException(batch[0], e);
        }
        lock (reporting)
        {
            foreach (Step step in batch)
                progress?.Report(step);
        }
    }

    /// <summary>Steps next to each other that do not need each other's results.</summary>
    private static IEnumerable<Step[]> Batches(ValueList<Step> steps)
    {
        for (int first = 0; first < steps.Count;)
        {
            int end = first + 1;
            while (end < steps.Count && GoTogether(steps[first], steps[end]))
                end++;
            yield return steps.AsSpan()[first..end].ToArray();
            first = end;
        }
    }

    // A port names its bridge by the index that the kernel has given it, so bridges are made first.
    private static bool GoTogether(Step first, Step next) =>
        first.Stage == next.Stage
        && first.Namespace == next.Namespace
        && StepExecutors.Of(first) == StepExecutors.Of(next)
        && (first.Stage != Stage.CreateLinks || first.Rank == next.Rank);
}
