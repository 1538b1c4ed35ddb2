namespace Seedance.Media;

/// <summary>Reads as many bytes as there are: a single read of a stream may bring fewer.</summary>
internal static class FileBytes
{
    /// <summary>Fills the first bytes of the buffer from the stream's position.</summary>
    /// <returns>How many were read: fewer than asked for only at the end of the stream.</returns>
    public static int Read(Stream file, byte[] buffer, int count)
    {
        var total = 0;
        while (total < count && file.Read(buffer, total, count - total) is var read and > 0)
        {
            total += read;
        }

        return total;
    }

    /// <summary>The bytes from a position on, fewer than asked for where the file ends.</summary>
    public static byte[] ReadAt(Stream file, long position, int count)
    {
        var buffer = new byte[count];
        file.Position = position;
        Array.Resize(ref buffer, Read(file, buffer, count));
        return buffer;
    }
}
