using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>What pinned addresses must fulfil whatever else exists.</summary>
internal sealed class AddressLockRules : SpecRules<AddressLockSpec>
{
    protected override void Check(AddressLockSpec pins, RuleFaults faults)
    {
        foreach (LockedAddresses locked in pins.Attachments)
        {
            MetFamilies families = default;
            foreach (IpAddress address in locked.Addresses)
            {
                if (!families.Add(address.Family))
                    faults.Add($"Attachments[{locked.Attachment}]", AttachmentDiagnostics.SecondAddress(address));
            }
        }
    }
}
