using System.Buffers.Binary;
using System.Text;

namespace Seedance.Tests.Samples;

/// <summary>Builds boxes of an MP4 or MOV file.</summary>
internal static class Box
{
    public static byte[] Of(string type, params byte[][] content) => WithSize((uint)(8 + content.Sum(part => part.Length)), type, content);

    /// <summary>A box with its size in 64 bits.</summary>
    public static byte[] Long(string type, params byte[][] content) => WithLongSize((ulong)(16 + content.Sum(part => part.Length)), type, content);

    /// <summary>A box that says this size, whatever it holds.</summary>
    public static byte[] WithSize(uint size, string type, params byte[][] content) => [.. UInt32(size), .. Encoding.Latin1.GetBytes(type), .. content.SelectMany(part => part)];

    /// <summary>A box that says this size in 64 bits, whatever it holds.</summary>
    public static byte[] WithLongSize(ulong size, string type, params byte[][] content) => WithSize(1, type, [UInt64(size), .. content]);

    /// <summary>A box whose content begins with a version and flags.</summary>
    public static byte[] Full(string type, int version, int flags, params byte[][] content) => Of(type, [UInt32((uint)((version << 24) | flags)), .. content]);

    public static byte[] UInt32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    public static byte[] UInt64(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }

    public static byte[] Zeros(int count) => new byte[count];
}
