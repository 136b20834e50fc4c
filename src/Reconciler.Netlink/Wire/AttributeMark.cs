namespace Reconciler.Netlink.Wire;

/// <summary>Where an attribute was written, so that an offset in the kernel's answer can be turned into its name.</summary>
/// <param name="Offset">From the start of the buffer.</param>
/// <param name="Parent">Index of the mark of the attribute around it, or -1.</param>
/// <param name="NameOf">Turns the number into the name; null for the element of a list, which has a position instead.</param>
internal readonly record struct AttributeMark(int Offset, int Parent, ushort Type, Func<ushort, string>? NameOf);
