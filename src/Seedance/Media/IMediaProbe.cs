namespace Seedance.Media;

/// <summary>Reads what a local file is from its content. Implemented by Seedance.MediaProbe.dll, which <see cref="MediaProbeLoader"/> loads.</summary>
internal interface IMediaProbe
{
    /// <summary>Reads the file from its beginning, whatever its name is. Odd content never throws.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    MediaProbeResult Probe(Stream file);
}
