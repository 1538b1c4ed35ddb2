using System.Runtime.InteropServices;

namespace Seedance.Requests;

/// <summary>An inclusive range of whole numbers.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Bounds(long Min, long Max)
{
    public bool Contains(double value) => value >= Min && value <= Max;

    public override string ToString() => $"{Min} to {Max}";
}
