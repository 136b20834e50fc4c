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
        [NamespaceId.Named(container)], 0);

    [Fact]
    public void An_address_that_the_document_says_is_used() =>
        Assert.Equal(["10.0.0.5/29"], AddressesOf(
            Compile(Small(), Snapshot.Empty, Attachment("a", "small", more: s => s with { Addresses = [IpAddress.Parse("10.0.0.5")] })), "a"));

    [Fact]
    public void An_address_that_the_interface_holds_is_kept() =>
        Assert.Equal(["10.0.0.6/29"], AddressesOf(Compile(Small(), Holding("a", "10.0.0.6/29"), Attachment("a", "small")), "a"));

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

    [Fact]
    public void Everybody_gets_a_different_one_until_none_is_left()
    {
        Document<ContainerAttachmentSpec>[] six = [.. "abcdef".Select(c => Attachment(c.ToString(), "small"))];
        Compilation compilation = Compile(Small(), Snapshot.Empty, six);
        Assert.Equal(5, "abcdef".SelectMany(c => AddressesOf(compilation, c.ToString())).Distinct().Count());
        Core.Diagnostics.Diagnostic fault = Assert.Single(compilation.Diagnostics);
        Assert.Equal("RC2003", fault.Code);
        Assert.Contains("10.0.0.0/29", fault.Message, StringComparison.Ordinal);
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
