using MetadataExtractor.Formats.QuickTime;

namespace Seedance.Downloads;

/// <summary>Whether a file is a whole MP4: it begins as one, holds a movie, and its last box ends where the file does.</summary>
internal static class Mp4File
{
    public static bool IsComplete(Stream file)
    {
        var boxes = new List<(string Type, long End)>();
        file.Position = 0;
        QuickTimeReader.ProcessAtoms(
            file,
            box =>
            {
                boxes.Add((box.TypeString, box.Size == 0 ? file.Length : box.StartPosition + box.Size));

                // No box is shorter than its own header: this is no MP4, or not any further.
                box.Cancel = boxes[0].Type != "ftyp" || box.Size is > 0 and < 8;
            },
            -1);
        return boxes is [("ftyp", _), .., var last] && last.End == file.Length && boxes.Exists(box => box.Type == "moov");
    }
}
