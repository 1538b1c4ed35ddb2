namespace Seedance.MediaProbe;

/// <summary>Compares bytes at a place in a file's head.</summary>
internal static class Signature
{
    public static bool IsAt(byte[] head, int offset, ReadOnlySpan<byte> expected) =>
        head.Length >= offset + expected.Length && head.AsSpan(offset, expected.Length).SequenceEqual(expected);
}
