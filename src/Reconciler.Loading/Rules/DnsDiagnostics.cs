using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>RC1291 to RC1299: names that cannot be, or mean nothing.</summary>
internal static class DnsDiagnostics
{
    private const string Label = "use lower-case letters, digits and '-', at most 63, as in web-1";

    public static Diagnostic Domain(string domain) => Diagnostic.Error(
        "RC1291", null, $"'{domain}' cannot be the domain of a network", "write it as in web.internal: lower-case letters, digits and '-' between the dots, at most 189 altogether");

    public static Diagnostic SpecialUpstream(IpAddress server) => Diagnostic.Error(
        "RC1292", null, $"{server} is no name server's address", "use the address of one server");

    public static Diagnostic OwnUpstream(IpAddress server) => Diagnostic.Error(
        "RC1293", null, $"{server} is the network's own gateway: questions would come back", "use the address of another name server, or leave it out to ask those of the host");

    public static Diagnostic Alias(string alias) => Diagnostic.Error("RC1294", null, $"'{alias}' cannot be a name in a network", Label);

    public static Diagnostic AliasTwice(string alias) => Diagnostic.Error(
        "RC1295", null, $"'{alias}' is in the list already", "remove one of the two");

    public static Diagnostic AskedByName() => Diagnostic.Error(
        "RC1296", null, "only containers look names up: each network tells its own containers what they mean", "write who asks as {attachment: …}, {labels: …} or {network: …}");

    public static Diagnostic Name(string name) => Diagnostic.Error(
        "RC1297", null, $"'{name}' cannot be the name of an attachment", "write it as in db or db.web.internal, in lower case");
}
