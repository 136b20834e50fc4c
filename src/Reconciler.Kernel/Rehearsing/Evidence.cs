using Reconciler.Core.Documents;
using Reconciler.Core.Rehearsing;

namespace Reconciler.Kernel.Rehearsing;

/// <summary>Judges what an answer, or its lack, proves where it is not ours to answer.</summary>
internal static class Evidence
{
    private const string Silent = "somebody else listens there, and need not answer what they do not understand";
    private const string Mute = "somebody else listens there, who does not tell by which address they see who asks";
    private const string Small = "somebody else listens there, who does not send back packets of the size";
    private const string Deaf = "nothing can listen there";

    /// <summary>The result, with the reason why it proves nothing if it does not.</summary>
    /// <param name="isSilence">Whether nobody refused it either.</param>
    public static ProbeResult Judge(ProbeResult result, Answerer answerer, bool isSilence) => result with { Untold = Doubt(result, answerer, isSilence) };

    private static string? Doubt(ProbeResult result, Answerer answerer, bool isSilence)
    {
        (ReachabilitySpec spec, ServiceSpec service) = (result.Probe.Assertion.Spec, result.Probe.Service);
        bool isAllowed = spec.Expect == Expectation.Allowed;
        return answerer switch
        {
            Answerer.Nobody => isAllowed || result.Reached ? null : Deaf,
            Answerer.SomebodyElse when !service.IsEcho => !result.Reached
                ? isSilence && service.Protocol == TransportProtocol.Udp ? Silent : null
                : isAllowed && spec.PreservesSource ? Mute
                : isAllowed && spec.Mtu is not null ? Small
                : null,
            _ => null,
        };
    }
}
