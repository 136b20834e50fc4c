using Reconciler.Core.Diagnostics;
using Reconciler.Core.Inspecting;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Netlink;

namespace Reconciler.Kernel.Inspecting;

/// <summary>What the kernel has of what Reconciler can make use of. Only what is wanted must be there, and what every bridge needs.</summary>
internal sealed class KernelExamination(ValueList<Desired> wanted)
{
    private const string Area = "kernel";
    private static readonly string[] Always = ["bridge", "veth"];

    private readonly List<string> present = [];
    private readonly List<string> absent = [];
    private readonly List<Diagnostic> findings = [];

    public Check Run()
    {
        try
        {
            using KernelProbe probe = new();
            Note("nf_tables", "nf_tables with NAT", probe.HasRuleset(), isNeeded: true, null);
            foreach (string device in KernelNeeds.Devices)
            {
                Origin? origin = KernelNeeds.WhoNeeds(device, wanted);
                Note(device, $"{device} devices", probe.HasDevices(device), origin is not null || Always.Contains(device), origin);
            }
            Origin? encrypts = KernelNeeds.WhoEncrypts(wanted);
            Note("ESP", "ESP with AES-GCM", probe.HasEncryption(), encrypts is not null, encrypts);
        }
        catch (NetlinkException e) when (e.Errno is Errno.EPERM or Errno.EACCES)
        {
            return new(Area, "", [DoctorDiagnostics.Unexamined("what the kernel has", e.Message)]);
        }
        string without = absent.Count == 0 ? "" : $"; without {string.Join(", ", absent)}, which nothing needs";
        return new(Area, string.Join(", ", present) + without, findings.ToValueList());
    }

    private void Note(string name, string what, bool has, bool isNeeded, Origin? origin)
    {
        if (has)
            present.Add(name);
        else if (isNeeded)
            findings.Add(DoctorDiagnostics.KernelWithout(what, origin));
        else
            absent.Add(name);
    }
}
