using Reconciler.Core.Planning;
using Reconciler.Netlink;
using Reconciler.Netlink.Wire;

namespace Reconciler.Kernel.Applying;

/// <summary>Requests on their way to one namespace by one protocol, each with the step that it is for.</summary>
internal sealed class Submission(NetlinkConnection connection)
{
    private readonly List<Step> stepOfRequest = [];

    public MessageWriter Requests { get; } = new();

    /// <summary>The step whose requests are being written.</summary>
    public Step? Current { get; private set; }

    /// <summary>Appends the requests of a step; it may have none, or several.</summary>
    public void Add(Step step, Action write)
    {
        Current = step;
        write();
        while (stepOfRequest.Count < Requests.Count)
            stepOfRequest.Add(step);
    }

    /// <exception cref="StepRefusedException">The kernel refused a request.</exception>
    public void Send()
    {
        try
        {
            connection.Request(Requests);
        }
        catch (NetlinkException e)
        {
            throw new StepRefusedException(stepOfRequest[e.Request], e);
        }
    }
}
