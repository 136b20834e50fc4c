using Reconciler.Core.Documents;
using Reconciler.Core.Values;
using Reconciler.Loading.Binding;
using Reconciler.Loading.Rules;

namespace Reconciler.Loading.Definitions;

/// <summary>The document <c>AddressLock</c>, which <c>reconciler lock</c> writes.</summary>
internal static class AddressLockDefinition
{
    private static readonly Field<ValueList<KeyValuePair<string, ValueList<IpAddress>>>> Attachments = Field.Optional(
        "attachments",
        new NamedValuesShape<ValueList<IpAddress>>(
            "a mapping of attachments to lists of addresses", new ListShape<IpAddress>("a list of addresses", CommonShapes.Address)),
        "The addresses that each attachment was given automatically, and keeps.");

    private static readonly Shape<AddressLockSpec> Spec = new MappingShape<AddressLockSpec>(
        "pinned addresses", [Attachments], said => new()
        {
            Attachments = said.Get(Attachments).Select(a => new LockedAddresses(a.Key, a.Value)).ToValueList(),
        });

    public static DocumentDefinition<AddressLockSpec> Document { get; } = new(
        DocumentKind.AddressLock, "Pins the automatic addresses of attachments; written by 'reconciler lock'.", Spec, new AddressLockRules());
}
