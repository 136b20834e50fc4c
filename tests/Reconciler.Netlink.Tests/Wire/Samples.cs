namespace Reconciler.Netlink.Tests.Wire;

internal enum Outer : ushort
{
    Name = 3,
    Number = 4,
    Info = 18,
    Items = 20,
    Flag = 21,
}

internal enum Inner : ushort
{
    Kind = 1,
    Data = 2,
}

internal enum Deep : ushort
{
    Value = 7,
}

internal readonly record struct Head(byte Family, byte Pad, ushort Kind, int Index);
