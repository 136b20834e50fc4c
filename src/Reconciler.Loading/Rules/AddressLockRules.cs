using FluentValidation;
using Reconciler.Core.Documents;
using Reconciler.Core.Values;

namespace Reconciler.Loading.Rules;

/// <summary>What pinned addresses must fulfil whatever else exists.</summary>
internal sealed class AddressLockRules : AbstractValidator<AddressLockSpec>
{
    public AddressLockRules() => RuleFor(l => l.Attachments).Custom((attachments, context) =>
    {
        foreach (LockedAddresses locked in attachments)
        {
            HashSet<IpFamily> families = [];
            foreach (IpAddress second in locked.Addresses.Where(a => !families.Add(a.Family)))
                context.Report($"Attachments[{locked.Attachment}]", AttachmentDiagnostics.SecondAddress(second));
        }
    });
}
