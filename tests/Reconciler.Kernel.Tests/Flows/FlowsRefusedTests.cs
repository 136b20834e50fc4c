using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Kernel.Applying;
using Reconciler.Kernel.Tests.Nft;
using Reconciler.Netlink;

namespace Reconciler.Kernel.Tests.Flows;

/// <summary>A kernel that does not forget connections is not said to have refused a rule.</summary>
public class FlowsRefusedTests
{
    [Fact]
    public void It_is_told_as_what_it_is()
    {
        Step step = PrivateRuleset.Creation([PrivateRuleset.Table])[0];
        Diagnostic told = KernelDiagnostics.StepRefused(new FlowsRefusedException(step, new NetlinkException(Errno.EINVAL)));
        Assert.Equal("RC3007", told.Code);
        Assert.StartsWith("the kernel does not forget connections that are led elsewhere by now: ", told.Message, StringComparison.Ordinal);
        Assert.Equal("RC3001", KernelDiagnostics.StepRefused(new StepRefusedException(step, new NetlinkException(Errno.EINVAL))).Code);
    }
}
