namespace Reconciler.Benchmarks.Repairing;

/// <summary><c>RTNLGRP_*</c> of linux/rtnetlink.h.</summary>
internal static class Groups
{
    public const int Neighbour = 3;
    public const int IPv4Address = 5;
    public const int IPv4Route = 7;
}
