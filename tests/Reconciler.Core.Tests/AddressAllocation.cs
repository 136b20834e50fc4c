using Reconciler.Core.Compiling;
using Reconciler.Core.Documents;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using static Reconciler.Core.Tests.TestDocuments;

namespace Reconciler.Core.Tests;

/// <summary>Which addresses attachments get.</summary>
public class AddressAllocation
{
    private static ValueList<string> AddressesOf(Compilation compilation, string container) =>
        compilation.Resources.Select(d => d.Resource).OfType<Address>()
            .Where(a => a.Namespace == NamespaceId.Named(container)).Select(a => a.Prefix.ToString()).ToValueList();

    private static Document<NetworkSpec> Small(string? range = null, params string[] reserved) => Network("small", new NetworkSpec
    {
        Mode = NetworkMode.Bridge,
        Subnets =
        [
            new()
            {
                Cidr = IpPrefix.Parse("10.0.0.0/29"),
                Range = range is null ? null : IpPrefix.Parse(range),
                Reserved = reserved.Select(IpAddress.Parse).ToValueList(),
            },
        ],
    });

    private static Compilation Compile(Document<NetworkSpec> network, Snapshot observed, params Document<ContainerAttachmentSpec>[] attachments) =>
        Compiler.Compile(Set([network], attachments), "default", observed);

    private static Snapshot Holding(string container, string address) => new(
        [new(new Address(NamespaceId.Named(container), "eth0", IpPrefix.Parse(address)), Ownership.Owned)],
        [NamespaceId.Named(container)], []);

    [Fact]
    public void An_address_that_the_document_says_is_used() =>
        Assert.Equal(["10.0.0.5/29"], AddressesOf(
            Compile(Small(), Snapshot.Empty, Attachment("a", "small", more: s => s with { Addresses = [IpAddress.Parse("10.0.0.5")] })), "a"));

    [Fact]
    public void An_address_that_the_interface_holds_is_kept() =>
        Assert.Equal(["10.0.0.6/29"], AddressesOf(Compile(Small(), Holding("a", "10.0.0.6/29"), Attachment("a", "small")), "a"));

    [Fact]
    public void Who_is_left_alone_keeps_the_address_that_it_holds_and_its_place_among_the_interfaces()
    {
        // Whoever would get it by the hash of its name, too.
        foreach (int last in Enumerable.Range(2, 5))
        {
            DocumentSet documents = Set([Small()], [Attachment("b", "small", "pod"), Attachment("c", "small")]) with
            {
                LeftAlone = [Attachment("a", "small", "pod")],
                Order = new Dictionary<DocumentId, int> { [new("ContainerAttachment", "a")] = 0, [new("ContainerAttachment", "b")] = 1, [new("ContainerAttachment", "c")] = 2 },
            };
            Compilation compilation = Compiler.Compile(documents, "default", Holding("pod", $"10.0.0.{last}/29"));
            Address address = Assert.Single(compilation.Resources.Select(d => d.Resource).OfType<Address>(), a => a.Namespace == NamespaceId.Named("pod"));
            Assert.Equal("eth1", address.Link);
            Assert.DoesNotContain($"10.0.0.{last}/29", compilation.Resources.Select(d => d.Resource).OfType<Address>().Select(a => a.Prefix.ToString()));
            Assert.Empty(compilation.Diagnostics);
        }
    }

    [Fact]
    public void Who_is_left_alone_is_no_fault_when_there_is_no_address_for_it()
    {
        DocumentSet documents = Set([Small("10.0.0.2/32")], [Attachment("b", "small")]) with { LeftAlone = [Attachment("a", "small")] };
        Assert.Equal(["10.0.0.2/29"], AddressesOf(Compiler.Compile(documents, "default", Holding("b", "10.0.0.2/29")), "b"));
    }

    [Theory]
    [InlineData("10.0.0.1/29")]
    [InlineData("10.0.0.7/29")]
    [InlineData("10.9.0.4/29")]
    [InlineData("10.0.0.3/29")]
    public void An_address_that_is_not_to_be_given_out_is_not_kept(string held) =>
        Assert.DoesNotContain(held, AddressesOf(Compile(Small(null, "10.0.0.3"), Holding("a", held), Attachment("a", "small")), "a"));

    [Fact]
    public void What_a_document_says_goes_before_what_another_holds()
    {
        Compilation compilation = Compile(Small(), Holding("a", "10.0.0.6/29"),
            Attachment("a", "small"), Attachment("b", "small", more: s => s with { Addresses = [IpAddress.Parse("10.0.0.6")] }));
        Assert.Equal(["10.0.0.6/29"], AddressesOf(compilation, "b"));
        Assert.NotEqual(["10.0.0.6/29"], AddressesOf(compilation, "a"));
    }

    private static DocumentSet Pinned(DocumentSet documents, string attachment, params string[] addresses) => documents with
    {
        Locks = [new(new("AddressLock", "addresses"), new("addresses", []), new AddressLockSpec
        {
            Attachments = [new(attachment, addresses.Select(IpAddress.Parse).ToValueList())],
        }, documents.Networks[0].Source)],
    };

    [Fact]
    public void A_pinned_address_goes_before_the_one_that_is_held() =>
        Assert.Equal(["10.0.0.4/29"], AddressesOf(Compiler.Compile(
            Pinned(Set([Small()], [Attachment("a", "small")]), "a", "10.0.0.4"), "default", Holding("a", "10.0.0.6/29")), "a"));

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("10.0.0.3")]
    [InlineData("10.9.0.4")]
    public void A_pinned_address_that_is_not_to_be_given_out_is_not_used(string pinned) =>
        Assert.Equal(["10.0.0.6/29"], AddressesOf(Compiler.Compile(
            Pinned(Set([Small(null, "10.0.0.3")], [Attachment("a", "small")]), "a", pinned), "default", Holding("a", "10.0.0.6/29")), "a"));

    [Fact]
    public void The_address_of_a_container_that_is_waited_for_is_not_given_to_another()
    {
        Document<ContainerAttachmentSpec> waiting = Attachment("b", "small", more: s => s with { Container = new ContainerSpec.Netns("b", Create: false) });
        Document<ContainerAttachmentSpec>[] all = [.. "acde".Select(c => Attachment(c.ToString(), "small")), waiting];
        Compilation before = Compile(Small(), Snapshot.Empty, all);
        Compilation after = Compile(Small(), new Snapshot([], [NamespaceId.Named("b")], []), all);
        Assert.Empty(AddressesOf(before, "b"));
        Assert.NotEmpty(AddressesOf(after, "b"));
        Assert.All("acde", c => Assert.Equal(AddressesOf(before, c.ToString()), AddressesOf(after, c.ToString())));
    }

    [Fact]
    public void A_lock_pins_what_documents_leave_unsaid_and_changes_nothing_when_it_is_made_again()
    {
        DocumentSet documents = Set([Small()], [Attachment("b", "small"), Attachment("a", "small"),
            Attachment("said", "small", more: s => s with { Addresses = [IpAddress.Parse("10.0.0.5")] })]);
        AddressLockSpec first = AddressLocking.Lock(documents).Lock;
        Assert.Equal(["a", "b"], first.Attachments.Select(a => a.Attachment));
        Compilation unlocked = Compiler.Compile(documents, "default", Snapshot.Empty);
        Assert.All(first.Attachments, a => Assert.Equal([$"{a.Addresses[0]}/29"], AddressesOf(unlocked, a.Attachment)));
        Document<AddressLockSpec> pins = new(new("AddressLock", "x"), new("x", []), first, documents.Networks[0].Source);
        DocumentSet more = Set([Small()], [.. documents.Attachments, Attachment("0-comes-first", "small")]) with { Locks = [pins] };
        AddressLockSpec second = AddressLocking.Lock(more).Lock;
        Assert.Equal(3, second.Attachments.Count);
        Assert.Equal(first.Attachments, second.Attachments.Where(a => a.Attachment != "0-comes-first").ToValueList());
    }

    [Fact]
    public void Everybody_gets_a_different_one_until_none_is_left()
    {
        Document<ContainerAttachmentSpec>[] six = [.. "abcdef".Select(c => Attachment(c.ToString(), "small"))];
        Compilation compilation = Compile(Small(), Snapshot.Empty, six);
        Assert.Equal(5, "abcdef".SelectMany(c => AddressesOf(compilation, c.ToString())).Distinct().Count());
        Core.Diagnostics.Diagnostic fault = Assert.Single(compilation.Diagnostics);
        Assert.Equal("RC2003", fault.Code);
        Assert.Contains("no free address in 10.0.0.0/29: all of its 8 addresses", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Automatic_addresses_come_from_the_range() =>
        Assert.Equal(["10.0.0.4/29"], AddressesOf(Compile(Small("10.0.0.4/31", "10.0.0.5"), Snapshot.Empty, Attachment("a", "small")), "a"));

    [Fact]
    public void The_order_of_documents_does_not_matter()
    {
        Document<ContainerAttachmentSpec>[] five = [.. "abcde".Select(c => Attachment(c.ToString(), "small"))];
        Compilation forwards = Compile(Small(), Snapshot.Empty, five);
        Compilation backwards = Compile(Small(), Snapshot.Empty, [.. five.Reverse()]);
        Assert.All("abcde", c => Assert.Equal(AddressesOf(forwards, c.ToString()), AddressesOf(backwards, c.ToString())));
    }
}
