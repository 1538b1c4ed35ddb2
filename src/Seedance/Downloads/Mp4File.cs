namespace Seedance.Downloads;

/// <summary>Tells a complete MP4 file from a partial one, and from an HTML page that a gateway sent instead.</summary>
internal static class Mp4File
{
    /// <summary>Whether it begins with a file type, holds a movie and its data, and its last box ends where the file does.</summary>
    public static bool IsComplete(Stream file)
    {
        var (isFirst, hasMovie, hasData) = (true, false, false);
        foreach (var box in Mp4Box.ReadAll(file, 0, file.Length))
        {
            if (!box.Fits || (isFirst && box.Type != "ftyp"))
            {
                return false;
            }

            isFirst = false;
            hasMovie |= box.Type == "moov";
            hasData |= box.Type == "mdat";
        }

        return hasMovie && hasData;
    }
}
