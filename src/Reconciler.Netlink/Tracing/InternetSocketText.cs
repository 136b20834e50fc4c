using System.Globalization;
using System.Text;
using Reconciler.Netlink.Diag;
using Reconciler.Netlink.Wire;

namespace Reconciler.Netlink.Tracing;

/// <summary>What sock_diag's messages hold: a request is bytes, an answer a socket.</summary>
internal static class InternetSocketText
{
    public static void Append(StringBuilder text, MessageView message)
    {
        text.Append(CultureInfo.InvariantCulture, $"SOCK_DIAG_BY_FAMILY {message.Header.Sequence} ");
        if (message.Header.Flags.HasFlag(MessageFlags.Request))
            Formats.Hexadecimal(text, message.Payload, null);
        else
            text.Append(InternetSocket.Read(message));
    }
}
