namespace Reconciler.Fuzz.Targets;

/// <summary>Code that reads what somebody else wrote.</summary>
/// <param name="Name">As on the command line; also that of its folder in the corpus.</param>
/// <param name="Form">What its inputs are made of.</param>
/// <param name="Run">Reads an input. Whatever it throws is a finding: what may happen with wrong input is caught inside.</param>
internal sealed record FuzzTarget(string Name, InputForm Form, Action<byte[]> Run);

/// <summary>What inputs are made of, so that mutations can keep it whole.</summary>
internal enum InputForm
{
    /// <summary>Words and punctuation.</summary>
    Text,

    /// <summary>Netlink messages one after the other, with attributes in attributes.</summary>
    Netlink,

    /// <summary>Bytes of whatever form.</summary>
    Bytes,
}
