namespace Seedance.Fuzz;

/// <summary>The check of a download's boxes, and the probe of local files. Neither throws, whatever the content is.</summary>
internal sealed class MediaTarget : IFuzzTarget
{
    public string Name => "media";

    public void Read(byte[] input, Action<Exception> onTyped)
    {
        Mp4File.IsComplete(new MemoryStream(input, writable: false));
        var result = MediaProbeLoader.Probe.Probe(new MemoryStream(input, writable: false));
        if (result is { Duration: not (null or > 0) } or { FrameRate: not (null or > 0) } or { Width: <= 0 } or { Height: <= 0 })
        {
            throw new InvalidDataException($"The probe returned {result}.");
        }
    }
}
