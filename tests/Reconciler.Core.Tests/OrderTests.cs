using CsCheck;
using Reconciler.Core.Documents;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Tests;

/// <summary>What is sorted by other means than comparisons comes out as comparisons would have it.</summary>
public class OrderTests
{
    // So many that they are not simply compared; with long beginnings in common, and with characters of more than a byte.
    private static readonly Gen<string> Texts = Gen.Select(
        OneOf("", "veth-", "inet reconciler-default published-ip { tcp . "),
        OneOf('\0', 'a', 'b', '0', 'þ', 'ÿ', 'Ā', 'ā', '語').Array[0, 12],
        (beginning, end) => beginning + new string(end));

    private static readonly Gen<NamespaceId> Namespaces = NamespacesAmong(40);

    private static readonly Gen<ResourceId> Ids = Gen.Select(
        OneOf("link", "nft-element"), NamespacesAmong(3), Texts, (kind, where, name) => new ResourceId(kind, where, name));

    [Fact]
    public void Texts_are_in_ordinal_order_and_the_same_ones_as_they_came() =>
        Texts.Array[0, 200].Sample(texts =>
        {
            int[] order = new TextOrder([i => texts[i]], (left, right) => Compare(texts, left, right)).Of(texts.Length);
            Assert.Equal(Enumerable.Range(0, texts.Length).OrderBy(i => texts[i], StringComparer.Ordinal), order);
        }, iter: 300);

    [Fact]
    public void Identities_are_in_their_order_and_the_same_ones_as_they_came() =>
        Ids.Array[0, 300].Sample(
            ids => Assert.Equal(Enumerable.Range(0, ids.Length).OrderBy(i => ids[i]), IdentityOrder.Of([.. ids])), iter: 300);

    [Fact]
    public void Namespaces_are_in_their_order() =>
        Namespaces.Array[0, 200].Select(some => some.Distinct().ToArray()).Sample(
            namespaces => Assert.Equal(namespaces.Order(), IdentityOrder.Of(namespaces).Select(i => namespaces[i])), iter: 300);

    [Fact]
    public void Steps_are_in_their_order_and_changes_where_their_first_steps_are() =>
        Gen.Select(Namespaces, Gen.Int[0, 40], Gen.Int[0, 3]).Array[0, 200].Sample(some =>
        {
            ValueList<Change> changes = [.. some.Select(ChangeOf).DistinctBy(c => c.Id).OrderBy(c => c.Id)];
            (Step[] steps, Change[] inOrder) = StepOrder.Of(changes);
            Assert.Equal(changes.SelectMany(c => c.Subject.Kind.Steps(c)).Order(), steps);
            Assert.Equal(steps.Select(s => s.Change).Concat(changes).Distinct(), inOrder);
        }, iter: 300);

    private static Change ChangeOf((NamespaceId Where, int Number, int Kind) made) => made.Kind switch
    {
        0 => new Change.Create(new Loopback(made.Where), null),
        1 => new Change.Delete(new Address(made.Where, $"eth{made.Number}", IpPrefix.Parse("10.0.0.2/24"))),
        2 => new Change.Create(new Link(NamespaceId.Host, $"veth{made.Number}", new LinkType.Veth(new(made.Where, "eth0"))), null),
        // Nothing is done for it: it differs in nothing.
        _ => new Change.Update(new Link(NamespaceId.Host, $"br{made.Number}", new LinkType.Bridge()), new Link(NamespaceId.Host, $"br{made.Number}", new LinkType.Bridge()), [], null),
    };

    private static Gen<NamespaceId> NamespacesAmong(int most) => Gen.OneOf(
        Gen.Const(NamespaceId.Host),
        Gen.Int[1, most].Select(i => NamespaceId.Named($"container-{i}")),
        Gen.Int[1, most].Select(i => NamespaceId.File($"/proc/{i}/ns/net")),
        Gen.Select(Gen.Int[1, most], Gen.Enum<ContainerEngine>(), (i, engine) => NamespaceId.OfContainer(engine, $"container-{i}")));

    private static Gen<T> OneOf<T>(params T[] all) => Gen.Int[0, all.Length - 1].Select(i => all[i]);

    private static int Compare(string[] texts, int left, int right) =>
        string.CompareOrdinal(texts[left], texts[right]) is int order and not 0 ? order : left.CompareTo(right);
}
