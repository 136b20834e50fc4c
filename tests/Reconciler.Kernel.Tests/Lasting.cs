using System.Text.RegularExpressions;

namespace Reconciler.Kernel.Tests;

/// <summary>What is the same on two hosts with the same documents: the kernel gives a link another number, and a bridge another MAC address, each time.</summary>
internal static partial class Lasting
{
    public static string Of(string state) => Passing().Replace(state, "");

    [GeneratedRegex("\"address\":\"[0-9a-f:]+\"|@if[0-9]+")]
    private static partial Regex Passing();
}
