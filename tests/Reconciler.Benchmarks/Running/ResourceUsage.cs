using System.Runtime.InteropServices;

namespace Reconciler.Benchmarks.Running;

/// <summary><c>struct rusage</c> of sys/resource.h on 64-bit machines.</summary>
[StructLayout(LayoutKind.Sequential, Size = 144)]
internal readonly struct ResourceUsage
{
    private readonly long userSeconds;
    private readonly long userMicroseconds;
    private readonly long systemSeconds;
    private readonly long systemMicroseconds;

    /// <summary>CPU time in the program and in the kernel on its behalf, in ms.</summary>
    public double CpuMilliseconds => (userSeconds + systemSeconds) * 1e3 + (userMicroseconds + systemMicroseconds) / 1e3;
}
