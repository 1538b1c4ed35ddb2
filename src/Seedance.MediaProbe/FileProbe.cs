using Seedance.Media;
using Seedance.MediaProbe.Audio;
using Seedance.MediaProbe.Images;
using Seedance.MediaProbe.Movies;

namespace Seedance.MediaProbe;

/// <summary>Tells by the first bytes what a file is, and leaves the rest to the reader of that format.</summary>
internal sealed class FileProbe : IMediaProbe
{
    // More than any format's mark needs.
    private const int HeadSize = 16;

    /// <inheritdoc/>
    public MediaProbeResult Probe(Stream file)
    {
        var head = FileBytes.ReadAt(file, 0, HeadSize);
        if (head.Length == 0)
        {
            return new MediaProbeResult { Refusal = MediaRefusal.Empty };
        }

        if (PngFile.IsMatch(head))
        {
            return PngFile.Read(file);
        }

        if (JpegFile.IsMatch(head))
        {
            return JpegFile.Read(file);
        }

        if (WebPFile.IsMatch(head))
        {
            return WebPFile.Read(file);
        }

        if (MovieFile.IsMatch(head))
        {
            return MovieFile.Read(file);
        }

        if (WavFile.IsMatch(head))
        {
            return WavFile.Read(file);
        }

        return Mp3File.IsMatch(file, head) ? Mp3File.Read(file) : Refusals.Unsupported(OtherFormats.Find(head));
    }
}
