using Reconciler.Core.Resources.Nft;
using Reconciler.Netlink.Nftables;
using Reconciler.Netlink.Nftables.Expressions;

namespace Reconciler.Kernel.Resources.Nft;

/// <summary>Expressions that are no statement of ours, as a text from which they can be restored when an apply is undone.</summary>
internal static class OpaqueStatement
{
    private const string UserData = "userdata ";

    /// <summary>A counter is kept without its counts: they change with every packet.</summary>
    public static NftStatement.Opaque Lift(Expression expression)
    {
        OpaqueExpression opaque = expression is CounterExpression ? new(expression.Name, Data: []) : expression.AsOpaque();
        return new($"{opaque.Name} {opaque.Data}");
    }

    public static OpaqueExpression Lower(NftStatement.Opaque statement)
    {
        int space = statement.Text.LastIndexOf(' ');
        return new(statement.Text[..space], Bytes.FromHex(statement.Text[(space + 1)..]));
    }

    /// <summary>A rule's user data stand behind its expressions.</summary>
    public static NftStatement.Opaque LiftUserData(Bytes data) => new(UserData + data);

    public static Bytes? UserDataIn(NftStatement statement) =>
        statement is NftStatement.Opaque { Text: var text } && text.StartsWith(UserData, StringComparison.Ordinal)
            ? Bytes.FromHex(text[UserData.Length..])
            : null;
}
