using Reconciler.Core.Naming;
using Reconciler.Core.Values;

namespace Reconciler.Fuzz.Targets;

/// <summary>What a name server is asked, and what others answer it.</summary>
internal static class NameTarget
{
    private static readonly Zone Web = new("web", "web.internal")
    {
        Subnets = [IpPrefix.Parse("10.20.0.0/24")],
        Hosts = [new("web-1", ["www"], [IpAddress.Parse("10.20.0.10")])],
        PassesOn = true,
    };

    private static readonly Responder Responder = new(Web, new([Web]), passesOn: true);
    private static readonly byte[] Question = DnsAnswer.Question(1, "web-1", IpFamily.IPv4);

    public static void Run(byte[] bytes)
    {
        byte[] answer = new byte[Core.Naming.Responder.Room];
        _ = Responder.Respond(bytes, answer, isStream: false);
        _ = Responder.Respond(bytes, answer, isStream: true);
        _ = DnsAnswer.TryParse(Question, bytes);
    }
}
