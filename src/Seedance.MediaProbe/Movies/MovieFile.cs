using Seedance.Media;

namespace Seedance.MediaProbe.Movies;

/// <summary>An MP4 or MOV file, or another one of the same boxes, which is refused.</summary>
internal static class MovieFile
{
    private const int TypeOffset = 4;

    public static bool IsMatch(byte[] head) =>
        IsType(head, "ftyp"u8) || IsType(head, "jP  "u8) || IsType(head, "JXL "u8)
        // MOV files from before there was a file type.
        || IsType(head, "moov"u8) || IsType(head, "mdat"u8) || IsType(head, "wide"u8) || IsType(head, "free"u8) || IsType(head, "skip"u8) || IsType(head, "pnot"u8);

    public static MediaProbeResult Read(Stream file)
    {
        Brands? brands = null;
        Mp4Box? movieBox = null;
        var fragments = new List<Mp4Box>();
        var (isWhole, hasData) = (true, false);
        foreach (var box in Mp4Box.ReadAll(file, 0, file.Length))
        {
            if (box.Type.Any(character => character is < ' ' or > '~'))
            {
                // No box at all: what a program wrote behind the last one.
                break;
            }

            isWhole &= box.Fits;
            switch (box.Type)
            {
                case "ftyp":
                    brands ??= Brands.Read(file, box);
                    break;
                case "moov":
                    movieBox ??= box;
                    break;
                case "moof":
                    fragments.Add(box);
                    break;
                case "mdat":
                    hasData = true;
                    break;
            }
        }

        // Without a file type, and with neither a movie nor its data, it is chance that the bytes look like a box.
        var extension = brands is not null ? brands.Extension : movieBox is not null || hasData ? "mov" : null;
        return extension is null ? Refusals.Unsupported(brands?.OtherFormat)
            : movieBox is null || !hasData || !isWhole ? Refusals.Incomplete(extension == "mov" ? "a MOV video" : "an MP4 video")
            : ReadMovie(Movie.Read(file, movieBox.Value, fragments), extension);
    }

    private static MediaProbeResult ReadMovie(Movie movie, string extension) => movie.Video is not { } video
        ? new MediaProbeResult { Refusal = MediaRefusal.NoVideoTrack }
        : new MediaProbeResult
        {
            Kind = SeedanceMediaKind.Video,
            Extension = extension,
            Width = video.Width,
            Height = video.Height,
            Duration = movie.Duration,
            FrameRate = video.FrameRate,
        };

    private static bool IsType(byte[] head, ReadOnlySpan<byte> type) => Signature.IsAt(head, TypeOffset, type);
}
